/** The latest run of a container, times in milliseconds since the epoch. */
export interface RunView {
  readonly restart: number;
  readonly state: 'starting' | 'running' | 'ended';
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly exitCode?: number;
  readonly signal?: number;
  /** Completed, Error, OOMKilled, StartError, ContainerStatusUnknown. */
  readonly reason?: string;
  readonly message?: string;
  readonly pid?: number;
  /** Runs in a row that had ended when this one was started. */
  readonly endsBefore: number;
  readonly imageId: string;
}

/** Why a container cannot be started at present. */
export interface Blocked {
  /** As in `state.waiting.reason`, for example ImagePullBackOff. */
  readonly reason: string;
  readonly message: string;
  readonly retryAt: number;
  readonly failures: number;
}

export interface ContainerObserved {
  readonly run?: RunView;
  readonly previous?: RunView;
  /** A start is under way. */
  readonly busy: boolean;
  readonly stopping: boolean;
  readonly blocked?: Blocked;
  /** Start hook done and startup probe passed. */
  readonly started: boolean;
  readonly ready: boolean;
  /** What a probe or hook said that the container must be ended for. */
  readonly unhealthy?: string;
}

/** The end that the node itself gave a pod. */
export interface Failure {
  readonly reason: string;
  readonly message: string;
}

export type Preparation =
  | { readonly kind: 'needed' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'done' }
  | { readonly kind: 'blocked'; readonly blocked: Blocked };

/** What the node knows of one pod at one moment. */
export interface PodObserved {
  readonly preparation: Preparation;
  readonly failure?: Failure;
  /** Set once the pod is to end: by deletion, or because it is gone from the API server. */
  readonly deletion?: { readonly since: number; readonly graceSeconds: number };
  /** When this node first took the pod, milliseconds since the epoch. */
  readonly acceptedAt: number;
  readonly containers: Readonly<Record<string, ContainerObserved>>;
}

/** A container that nothing is known of yet. */
export const UNSEEN: ContainerObserved = {
  busy: false,
  stopping: false,
  started: false,
  ready: false,
};
