import { EventRecorder } from '../../kube/events.ts';
import { KubeError } from '../../kube/rest.ts';
import type { ImageKeeper } from '../../platform/image-keeper.ts';
import {
  act,
  writeStatus,
  type Action,
  type OperatorEvent,
} from './actions.ts';
import {
  resourcePath,
  type CustomResource,
  type OperatorContext,
  type ResourceKind,
} from './objects.ts';

/** What is to be done for a resource, and what its status is to say. */
export interface Decision<Own = never> {
  readonly actions: readonly (Action | Own)[];
  readonly status: object;
  /** After how many milliseconds to look again; left out for when something changes. */
  readonly again?: number;
}

/** An action of one operator, beside those that all have. */
export interface OwnAction {
  readonly kind: `own-${string}`;
}

export interface Finalizer<R> {
  /** As it stands in `metadata.finalizers`. */
  readonly name: string;
  /** What is to be done before the resource goes. */
  actions(resource: R): readonly Exclude<Action, { kind: 'fetch-image' }>[];
}

export interface WorkerOptions<R, Own> {
  readonly resource: ResourceKind;
  /** Reports events. */
  readonly component: string;
  readonly image: ImageKeeper;
  get(namespace: string, name: string): R | undefined;
  /** @param refusal - what the API server last refused, while it stands */
  decide(resource: R, refusal: string | undefined): Promise<Decision<Own>>;
  /** Keeps a resource that is deleted until what is to go with it is asked to go. */
  readonly finalizer?: Finalizer<R>;
  /** Does what only this operator does. */
  perform?(own: Own, resource: R): Promise<void>;
}

/** Does what is decided about the resources of one kind. */
export class ResourceWorker<
  R extends CustomResource,
  Own extends OwnAction = never,
> {
  readonly #context: OperatorContext;
  readonly #options: WorkerOptions<R, Own>;
  readonly #events: EventRecorder;
  readonly #refusals = new Map<string, string>();

  constructor(context: OperatorContext, options: WorkerOptions<R, Own>) {
    this.#context = context;
    this.#options = options;
    const { component } = options;
    this.#events = new EventRecorder(context.rest, { component });
  }

  /**
   * @returns after how many milliseconds to look again; undefined for when something changes
   * @throws what the API server refuses, when the status says so
   */
  async work(namespace: string, name: string): Promise<number | undefined> {
    const { get, decide, resource: kind } = this.#options;
    const key = `${namespace}/${name}`;
    const resource = get(namespace, name);
    if (!resource || resource.metadata?.deletionTimestamp) {
      this.#refusals.delete(key);
      if (resource) await this.#finalize(resource);
      return undefined;
    }
    await this.#holdForFinalizer(resource);
    const { actions } = await decide(resource, this.#refusals.get(key));
    let refused: unknown;
    try {
      for (const action of actions) await this.#act(resource, action);
      this.#refusals.delete(key);
    } catch (error) {
      refused = error;
      this.#refuse(key, resource, error);
    }
    const after = await decide(resource, this.#refusals.get(key));
    const path = resourcePath(kind, namespace, name);
    await writeStatus(this.#context.rest, path, resource, after.status);
    if (refused !== undefined) throw refused;
    return after.again;
  }

  /** Tells people of the resource. */
  tell({ metadata }: R, { type, reason, message }: OperatorEvent): void {
    const { apiVersion, kind } = this.#options.resource;
    const { namespace, name, uid } = metadata ?? {};
    const subject = { apiVersion, kind, namespace, name, uid };
    this.#events.on(subject, type, reason, message);
  }

  async #finalize(resource: R): Promise<void> {
    const { finalizer } = this.#options;
    const held = resource.metadata?.finalizers ?? [];
    if (!finalizer || !held.includes(finalizer.name)) return;
    const tell = (event: OperatorEvent) => this.tell(resource, event);
    for (const action of finalizer.actions(resource)) {
      await act(this.#context.rest, action, this.#options.component, tell);
    }
    const others = held.filter(name => name !== finalizer.name);
    await this.#setFinalizers(resource, others);
  }

  async #holdForFinalizer(resource: R): Promise<void> {
    const { finalizer } = this.#options;
    const held = resource.metadata?.finalizers ?? [];
    if (!finalizer || held.includes(finalizer.name)) return;
    await this.#setFinalizers(resource, [...held, finalizer.name]);
  }

  /** Nobody's change of them is overwritten: the version that was read has to be there yet. */
  async #setFinalizers(
    { metadata }: R,
    finalizers: readonly string[],
  ): Promise<void> {
    const { namespace, name, resourceVersion } = metadata ?? {};
    const path = resourcePath(this.#options.resource, namespace, name);
    const body = { metadata: { resourceVersion, finalizers } };
    const action = { kind: 'patch', path, body } as const;
    await act(this.#context.rest, action, this.#options.component, () => {});
  }

  #refuse(key: string, resource: R, error: unknown): void {
    // What is no answer of the API server, such as a lost connection, says nothing of the order.
    if (!(error instanceof KubeError)) return;
    const { message } = error;
    if (this.#refusals.get(key) !== message) {
      this.tell(resource, { type: 'Warning', reason: 'FailedCreate', message });
    }
    this.#refusals.set(key, message);
  }

  async #act(resource: R, action: Action | Own): Promise<void> {
    if (isOwn(action)) {
      await this.#options.perform?.(action, resource);
    } else if (action.kind === 'fetch-image') {
      this.#options.image.want();
    } else {
      const tell = (event: OperatorEvent) => this.tell(resource, event);
      await act(this.#context.rest, action, this.#options.component, tell);
    }
  }
}

function isOwn<Own extends OwnAction>(action: Action | Own): action is Own {
  return action.kind.startsWith('own-');
}
