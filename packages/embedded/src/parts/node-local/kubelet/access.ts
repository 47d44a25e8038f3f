import { ExpiringMap } from './expiring-map.ts';
import type { Route } from './routes.ts';

/** Who asks. */
export interface Identity {
  readonly user: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** What is asked for, in the words of a SubjectAccessReview on `nodes`. */
export interface NodeAccess {
  readonly verb: string;
  readonly subresource: 'proxy' | 'metrics' | 'stats' | 'pods' | 'healthz';
  readonly node: string;
}

/** Asks the cluster who somebody is and what they may do. */
export interface AccessReviewer {
  /** The owner of a bearer token, or undefined when the token is not good. */
  authenticate(token: string): Promise<Identity | undefined>;
  authorize(identity: Identity, access: NodeAccess): Promise<boolean>;
}

/** The group whose members the API server never refuses. */
const MASTERS = 'system:masters';
const VERBS: Readonly<Record<string, string>> = {
  GET: 'get',
  HEAD: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};
const SUBRESOURCES = {
  healthz: ['healthz', 'proxy'],
  pods: ['pods', 'proxy'],
  metrics: ['metrics'],
  summary: ['stats'],
  logs: ['proxy'],
  exec: ['proxy'],
  attach: ['proxy'],
  portForward: ['proxy'],
} as const satisfies Record<
  Route['kind'],
  readonly NodeAccess['subresource'][]
>;

/**
 * Which rights open a route; any one of them is enough.
 * Rule: "Kubelet authentication/authorization" of the Kubernetes documentation,
 * with the fine-grained subresources.
 */
export function neededAccess(
  route: Route,
  method: string,
  node: string,
): readonly NodeAccess[] {
  const verb = VERBS[method] ?? 'get';
  return SUBRESOURCES[route.kind].map(subresource => ({
    verb,
    subresource,
    node,
  }));
}

/** Whether that person may take one of these ways. */
export async function isAllowed(
  reviewer: AccessReviewer,
  identity: Identity,
  ways: readonly NodeAccess[],
): Promise<boolean> {
  if (identity.groups.includes(MASTERS)) return true;
  for (const way of ways) {
    if (await reviewer.authorize(identity, way)) return true;
  }
  return false;
}

/** Remembers answers for a short time; a question that failed is asked again. */
export class CachedReviewer implements AccessReviewer {
  readonly #inner: AccessReviewer;
  readonly #identities: ExpiringMap<Promise<Identity | undefined>>;
  readonly #decisions: ExpiringMap<Promise<boolean>>;

  /** @param keepMs - how long an answer is good, in milliseconds */
  constructor(
    inner: AccessReviewer,
    keepMs: number,
    now: () => number = Date.now,
  ) {
    this.#inner = inner;
    this.#identities = new ExpiringMap(keepMs, now);
    this.#decisions = new ExpiringMap(keepMs, now);
  }

  authenticate(token: string): Promise<Identity | undefined> {
    return this.#identities.getOrMake(token, () =>
      this.#inner.authenticate(token),
    );
  }

  authorize(identity: Identity, access: NodeAccess): Promise<boolean> {
    return this.#decisions.getOrMake(JSON.stringify([identity, access]), () =>
      this.#inner.authorize(identity, access),
    );
  }
}
