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

/** The objects that a resource consists of, as far as the operator follows them. */
export interface Parts {
  readonly statefulSets: readonly StatefulSet[];
  readonly pods: readonly Pod[];
  readonly claims: readonly Claim[];
  readonly services: readonly Service[];
  readonly secrets: readonly Secret[];
  readonly configMaps: readonly ConfigMap[];
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
  /** Asks what the objects do not tell; an answer that does not come is part of what is seen. */
  look(resource: R, parts: Parts): Promise<Seen>;
  decide(observed: Observed<R, Seen>): Decision<Own>;
  readonly finalizer?: Finalizer<R>;
  perform?(own: Own, resource: R, parts: Parts): Promise<void>;
}

/**
 * Follows the resources of a kind and what they consist of, and works on those that a change
 * concerns. Resolves once everything is known.
 */
export async function startStatefulOperator<
  R extends CustomResource & KubeObject,
  Seen,
  Own extends OwnAction = never,
>(context: HostedContext, kind: StatefulKind<R, Seen, Own>): Promise<void> {
  const { image: recipe, label, selector } = kind;
  const resources = follow<R>(context, resourcePath(kind.resource));
  const labelSelector = [label, ...(selector ? [selector] : [])].join(',');
  const names = ['statefulSets', 'pods', ...kind.follows] as const;
  const sets = new Map<Collection, WatchedSet<PartObject>>(
    names.map(name => [
      name,
      follow<PartObject>(context, COLLECTIONS[name], { labelSelector }),
    ]),
  );
  const queue = new WorkQueue(
    async key => {
      const [namespace = '', name = ''] = key.split('/');
      const again = await worker.work(namespace, name);
      if (again !== undefined) queue.later(key, again);
    },
    (key, error) => context.log(`${key}: ${messageOf(error)}`),
  );
  context.signal.addEventListener('abort', () => queue.close());
  const add = ({ namespace, name }: Pick<Meta, 'namespace' | 'name'> = {}) =>
    queue.add(`${namespace}/${name}`);

  const image = new ImageKeeper(
    tell => makeImage(recipe, context.folders, tell),
    () => {
      for (const resource of resources.list()) {
        tellOfImage(worker, resource, image.state);
        add(resource.metadata);
      }
    },
  );
  const worker = new ResourceWorker<R, Own>(context, {
    resource: kind.resource,
    component: kind.component,
    image,
    get: (namespace, name) => resources.get(namespace, name),
    async decide(resource, refusal) {
      const parts = partsOf(resource, sets, label);
      const seen = await kind.look(resource, parts);
      const now = nowText();
      const state = image.state;
      return kind.decide({
        resource,
        parts,
        image: state,
        seen,
        refusal,
        now,
      });
    },
    finalizer: kind.finalizer,
    perform: async (own, resource) =>
      kind.perform?.(own, resource, partsOf(resource, sets, label)),
  });

  await Promise.all([resources, ...sets.values()].map(({ synced }) => synced));
  if (await hasPrograms(recipe, context.folders)) image.want();
  for (const set of sets.values()) {
    set.subscribe(({ object: { metadata } }) =>
      add({
        namespace: metadata?.namespace,
        name: metadata?.labels?.[label],
      }),
    );
  }
  resources.subscribe(({ object }) => add(object.metadata));
  resources.list().forEach(({ metadata }) => add(metadata));
}

type PartObject = { metadata?: Meta } & KubeObject;

/** A resource's own objects. Pods and claims of a StatefulSet are known by their label. */
function partsOf(
  resource: CustomResource,
  sets: ReadonlyMap<Collection, WatchedSet<PartObject>>,
  label: string,
): Parts {
  const { namespace, name } = resource.metadata ?? {};
  const labeled = <T extends PartObject>(collection: Collection) =>
    (sets.get(collection)?.list() ?? []).filter(
      ({ metadata }) =>
        metadata?.namespace === namespace && metadata?.labels?.[label] === name,
    ) as T[];
  const own = <T extends PartObject>(collection: Collection) =>
    ownedBy(resource, labeled<T>(collection));
  return {
    statefulSets: own('statefulSets'),
    pods: labeled('pods'),
    claims: labeled('claims'),
    services: own('services'),
    secrets: own('secrets'),
    configMaps: own('configMaps'),
  };
}

/** Those that have no server yet wait for the image. */
function tellOfImage<R extends CustomResource, Own extends OwnAction>(
  worker: ResourceWorker<R, Own>,
  resource: R,
  state: ImageState,
): void {
  const reason = 'PreparingImage';
  if (state.kind === 'fetching') {
    worker.tell(resource, { type: 'Normal', reason, message: state.step });
  }
  if (state.kind === 'failed') {
    worker.tell(resource, { type: 'Warning', reason, message: state.because });
  }
}
