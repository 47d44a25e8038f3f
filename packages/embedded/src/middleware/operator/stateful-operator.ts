import type { KubeObject } from '../../kube/watch.ts';
import { WorkQueue } from '../../kube/work-queue.ts';
import type { WatchedSet } from '../../kube/watched-set.ts';
import { ImageKeeper, type ImageState } from '../../platform/image-keeper.ts';
import { messageOf } from '../../parts/node-local/change-log.ts';
import {
  hasPrograms,
  makeImage,
  type MiddlewareImage,
} from '../image/middleware-image.ts';
import type { HostedContext } from './hosted.ts';
import {
  follow,
  nowText,
  ownedBy,
  resourcePath,
  type Claim,
  type ConfigMap,
  type CustomResource,
  type Meta,
  type Pod,
  type ResourceKind,
  type Secret,
  type Service,
  type StatefulSet,
} from './objects.ts';
import {
  ResourceWorker,
  type Decision,
  type Finalizer,
  type OwnAction,
} from './worker.ts';

const COLLECTIONS = {
  statefulSets: '/apis/apps/v1/statefulsets',
  pods: '/api/v1/pods',
  claims: '/api/v1/persistentvolumeclaims',
  services: '/api/v1/services',
  secrets: '/api/v1/secrets',
  configMaps: '/api/v1/configmaps',
} as const;

type Collection = keyof typeof COLLECTIONS;

/** A custom resource that belongs to another one, by the same label as its parts. */
type Beside = CustomResource & KubeObject & { metadata?: Meta };

type PartObject = { metadata?: Meta } & KubeObject;

/** The objects that a resource consists of, as far as the operator follows them. */
export interface Parts {
  readonly statefulSets: readonly StatefulSet[];
  readonly pods: readonly Pod[];
  readonly claims: readonly Claim[];
  readonly services: readonly Service[];
  readonly secrets: readonly Secret[];
  readonly configMaps: readonly ConfigMap[];
  /** Custom resources that belong to it, by the plural of their kind. */
  readonly beside?: Readonly<Record<string, readonly Beside[]>>;
}

/** All that a decision about a resource is made from. */
export interface Observed<R, Seen> {
  readonly resource: R;
  readonly parts: Parts;
  readonly image: ImageState;
  /** What its servers say of themselves, and whatever else is asked for each decision. */
  readonly seen: Seen;
  /** What the API server last refused. */
  readonly refusal?: string;
  /** Time of the decision, ISO 8601. */
  readonly now: string;
}

/** What makes an operator of one kind, whose servers are pods of StatefulSets. */
export interface StatefulKind<R, Seen, Own> {
  readonly resource: ResourceKind;
  /** Reports events. */
  readonly component: string;
  readonly image: MiddlewareImage;
  /** Label whose value is the resource's name, on every object that belongs to one. */
  readonly label: string;
  /** Narrows that label to this kind, for example `redis_setup_type=replication`. */
  readonly selector?: string;
  /** What it follows besides StatefulSets and pods. */
  readonly follows: readonly Exclude<Collection, 'statefulSets' | 'pods'>[];
  /** Kinds of custom resources that people make for one, with the same label. */
  readonly beside?: readonly ResourceKind[];
  /** Asks what the objects do not tell; an answer that does not come is part of what is seen. */
  look(resource: R, parts: Parts): Promise<Seen>;
  decide(observed: Observed<R, Seen>): Decision<Own>;
  readonly finalizer?: PartsFinalizer<R>;
  perform?(own: Own, resource: R, parts: Parts): Promise<void>;
}

/** Holds a resource until what it consists of, as far as it goes along, is asked to go. */
export interface PartsFinalizer<R> extends Pick<Finalizer<R>, 'name'> {
  actions(resource: R, parts: Parts): ReturnType<Finalizer<R>['actions']>;
}

class StatefulOperator<
  R extends CustomResource & KubeObject,
  Seen,
  Own extends OwnAction,
> {
  readonly #context: HostedContext;
  readonly #kind: StatefulKind<R, Seen, Own>;
  readonly #resources: WatchedSet<R>;
  readonly #sets: ReadonlyMap<string, WatchedSet<PartObject>>;
  readonly #image: ImageKeeper;
  readonly #worker: ResourceWorker<R, Own>;
  readonly #queue: WorkQueue;

  constructor(context: HostedContext, kind: StatefulKind<R, Seen, Own>) {
    this.#context = context;
    this.#kind = kind;
    this.#resources = follow<R>(context, resourcePath(kind.resource));
    this.#sets = this.#followParts();
    this.#image = new ImageKeeper(
      tell => makeImage(kind.image, context.folders, tell),
      () => this.#imageChanged(),
    );
    this.#worker = new ResourceWorker<R, Own>(context, {
      resource: kind.resource,
      component: kind.component,
      image: this.#image,
      get: (namespace, name) => this.#resources.get(namespace, name),
      decide: (resource, refusal) => this.#decide(resource, refusal),
      finalizer: kind.finalizer && {
        name: kind.finalizer.name,
        actions: resource =>
          kind.finalizer?.actions(resource, this.#partsOf(resource)) ?? [],
      },
      perform: async (own, resource) =>
        kind.perform?.(own, resource, this.#partsOf(resource)),
    });
    this.#queue = new WorkQueue(
      key => this.#work(key),
      (key, error) => context.log(`${key}: ${messageOf(error)}`),
    );
    context.signal.addEventListener('abort', () => this.#queue.close());
  }

  async start(): Promise<void> {
    const all = [this.#resources, ...this.#sets.values()];
    await Promise.all(all.map(({ synced }) => synced));
    const { image, label } = this.#kind;
    if (await hasPrograms(image, this.#context.folders)) this.#image.want();
    for (const set of this.#sets.values()) {
      set.subscribe(({ object: { metadata } }) => {
        const name = metadata?.labels?.[label];
        this.#add({ namespace: metadata?.namespace, name });
      });
    }
    this.#resources.subscribe(({ object }) => this.#add(object.metadata));
    this.#resources.list().forEach(({ metadata }) => this.#add(metadata));
  }

  #followParts(): ReadonlyMap<string, WatchedSet<PartObject>> {
    const { label, selector, follows, beside = [] } = this.#kind;
    const labelSelector = [label, ...(selector ? [selector] : [])].join(',');
    const names = ['statefulSets', 'pods', ...follows] as const;
    return new Map([
      ...names.map(
        name =>
          [
            name,
            follow<PartObject>(this.#context, COLLECTIONS[name], {
              labelSelector,
            }),
          ] as const,
      ),
      ...beside.map(
        kind =>
          [
            kind.plural,
            follow<PartObject>(this.#context, resourcePath(kind), {
              labelSelector: label,
            }),
          ] as const,
      ),
    ]);
  }

  #add({ namespace, name }: Pick<Meta, 'namespace' | 'name'> = {}): void {
    this.#queue.add(`${namespace}/${name}`);
  }

  async #work(key: string): Promise<void> {
    const [namespace = '', name = ''] = key.split('/');
    const again = await this.#worker.work(namespace, name);
    if (again !== undefined) this.#queue.later(key, again);
  }

  async #decide(
    resource: R,
    refusal: string | undefined,
  ): Promise<Decision<Own>> {
    const parts = this.#partsOf(resource);
    const seen = await this.#kind.look(resource, parts);
    const image = this.#image.state;
    const now = nowText();
    return this.#kind.decide({ resource, parts, image, seen, refusal, now });
  }

  /** A resource's own objects. Pods and claims of a StatefulSet are known by their label. */
  #partsOf(resource: R): Parts {
    const { namespace, name } = resource.metadata ?? {};
    const { label, beside = [] } = this.#kind;
    const labeled = <T extends PartObject>(collection: string) =>
      (this.#sets.get(collection)?.list() ?? []).filter(
        ({ metadata }) =>
          metadata?.namespace === namespace &&
          metadata?.labels?.[label] === name,
      ) as T[];
    const others = beside.map(
      ({ plural }) => [plural, labeled<Beside>(plural)] as const,
    );
    const owners = [resource, ...others.flatMap(([, all]) => all)];
    const own = <T extends PartObject>(collection: Collection) =>
      owners.flatMap(owner => ownedBy(owner, labeled<T>(collection)));
    return {
      statefulSets: own('statefulSets'),
      pods: labeled('pods'),
      claims: labeled('claims'),
      services: own('services'),
      secrets: own('secrets'),
      configMaps: own('configMaps'),
      ...(beside.length > 0 && { beside: Object.fromEntries(others) }),
    };
  }

  /** Tells those that have no server yet how far the image is. */
  #imageChanged(): void {
    const { state } = this.#image;
    const reason = 'PreparingImage';
    for (const resource of this.#resources.list()) {
      if (this.#partsOf(resource).statefulSets.length === 0) {
        if (state.kind === 'fetching') {
          const message = state.step;
          this.#worker.tell(resource, { type: 'Normal', reason, message });
        }
        if (state.kind === 'failed') {
          const message = state.because;
          this.#worker.tell(resource, { type: 'Warning', reason, message });
        }
      }
      this.#add(resource.metadata);
    }
  }
}

/**
 * Begins to follow the resources of a kind and what they consist of, and to work on those that
 * a change concerns. Resolves once everything is known.
 */
export async function startStatefulOperator<
  R extends CustomResource & KubeObject,
  Seen,
  Own extends OwnAction = never,
>(context: HostedContext, kind: StatefulKind<R, Seen, Own>): Promise<void> {
  await new StatefulOperator(context, kind).start();
}
