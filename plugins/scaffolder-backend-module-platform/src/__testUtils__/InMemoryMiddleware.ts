import { isDeepStrictEqual } from 'node:util';
import {
  AuthenticationError,
  ConflictError,
  NotFoundError,
} from '@backstage/errors';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  orderedByTaskAnnotation,
  type BindingErrand,
  type BindingOrder,
  type BindingRequest,
  type ErrandOutcome,
  type ErrandRef,
  type GrantRequest,
  type InstanceAnswer,
  type InstanceRef,
  type Marketplace,
  type OrderedAnswer,
  type OrderedInstance,
  type OrderedRef,
  type OrderForm,
  type OrderPreview,
  type OrderRequest,
  type QuotaFit,
} from '@pilothouse/plugin-platform-common';
import type {
  KubeObject,
  MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import {
  middlewareItem,
  type InMemoryPersonalKube,
} from '@pilothouse/plugin-platform-node/testing';
import type { Middleware } from '../middleware/Middleware';

/** An item whose plan leaves the size open. */
export const postgresql: MiddlewareItem = {
  ...middlewareItem,
  plans: middlewareItem.plans.map(plan => ({
    ...plan,
    values: { instances: 1, storage: { storageClass: 'fast' } },
  })),
};

const grantResource = {
  group: 'servicecatalog.k8s.io',
  version: 'v1beta1',
  plural: 'servicebindings',
};

/** The form of an item, in the one cluster that there is. */
function formOf({ kind, ...item }: MiddlewareItem): OrderForm {
  const { group, plural, versions } = kind;
  const offers = [{ cluster: 'east', version: versions[0] }];
  return {
    item: { ...item, kind: kind.kind, offers },
    ...{ cluster: 'east', schema: {}, places: [] },
    resource: { group, plural, version: versions[0] },
    fields: [],
    plans: [...item.plans],
  };
}

/** Twin of the marketplace, with its objects in the twin of the clusters. */
export class InMemoryMiddleware implements Middleware {
  readonly orders: OrderRequest[] = [];
  readonly bound: BindingOrder[] = [];
  errands: BindingErrand[] = [];
  /** Whether nobody has a session any more. */
  sessionsEnded = false;
  /** What quotas say of any order. */
  quota: QuotaFit[] = [];
  /** What is told of any order besides. */
  terms: Pick<OrderPreview, 'cost' | 'exceeded'> = {};
  /** Why no order can be looked at. */
  refuses?: Error;
  /** What may be ordered, by name. */
  forms: Record<string, OrderForm> = { postgresql: formOf(postgresql) };
  /** How instances are, look after look, the last of it for ever. */
  readonly states: OrderedInstance['status'][] = ['healthy'];
  /** Whether the portal has only just begun to read what there is. */
  isPending = false;
  /** Whether credentials are had by asking. */
  grants = false;
  readonly granted: GrantRequest[] = [];
  /** How credentials are that were asked for. */
  grantStatus: OrderedInstance['status'] = 'healthy';
  /** Whether there are credentials. */
  hasSecret = true;
  /** Whether it gives its address, as it asks for none. */
  hasAddress = false;
  /** What names of Secrets end with. */
  readonly secrets = ['app'];

  constructor(private readonly kube: InMemoryPersonalKube) {}

  static pathOf({ namespace, name }: { namespace: string; name: string }) {
    return `/apis/postgresql.cnpg.io/v1/namespaces/${namespace}/clusters/${name}`;
  }

  static keyOfGrant({ ref, name }: Pick<GrantRequest, 'ref' | 'name'>) {
    const { group, version, plural } = grantResource;
    return `${ref.cluster} /apis/${group}/${version}/namespaces/${ref.namespace}/${plural}/${name}`;
  }

  async form(
    _: BackstageCredentials,
    { item }: { item: string },
  ): Promise<OrderForm> {
    this.#assertSession();
    const form = this.forms[item];
    if (!form) throw new NotFoundError(`There is no item ${item}`);
    return form;
  }

  async grantForm() {
    this.#assertSession();
    return { resource: grantResource };
  }

  async grant(_: BackstageCredentials, request: GrantRequest): Promise<void> {
    this.#assertSession();
    const key = InMemoryMiddleware.keyOfGrant(request);
    if (this.kube.objects.has(key)) throw new ConflictError('is there');
    this.granted.push(request);
    const { name, task } = request;
    const annotations = { ...(task && { [orderedByTaskAnnotation]: task }) };
    this.kube.objects.set(key, { metadata: { name, annotations } });
  }

  async instance(
    _: BackstageCredentials,
    ref: InstanceRef,
  ): Promise<InstanceAnswer> {
    this.#assertSession();
    const { cluster } = ref;
    const instance = {
      ref,
      ...this.#stateOf(ref),
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      uid: 'u',
      wanted: '',
      endpoints: [],
      conditions: [],
      pods: [],
      volumes: [],
      events: [],
    };
    return {
      cluster: {
        name: cluster,
        knowledge: { kind: 'live', syncedAt: '2031-04-01T08:00:00.000Z' },
      },
      item: { ...postgresql, kind: 'Cluster', offers: [] },
      pending: false,
      ...(this.#objectOf(ref) && { instance }),
    };
  }

  async list(): Promise<Pick<Marketplace, 'instances'>> {
    this.#assertSession();
    const path = /^(\S+) \S+\/namespaces\/([^/]+)\/clusters\/([^/]+)$/;
    const instances = [...this.kube.objects.keys()].flatMap(key => {
      const [, cluster, namespace, name] = path.exec(key) ?? [];
      if (!name) return [];
      const ref = { item: 'postgresql', cluster, namespace, name };
      const { status, saying } = this.#stateOf(ref);
      return [[name, { ref, status, saying }] as const];
    });
    return { instances: Object.fromEntries(instances) };
  }

  async ordered({ task, ...ref }: OrderedRef): Promise<OrderedAnswer> {
    const annotations = this.#objectOf(ref)?.metadata?.annotations;
    const isOwn = annotations?.[orderedByTaskAnnotation] === task;
    return {
      pending: this.isPending,
      ...(isOwn && !this.isPending && { instance: this.#stateOf(ref) }),
    };
  }

  #objectOf(ref: InstanceRef): KubeObject | undefined {
    const path = InMemoryMiddleware.pathOf(ref);
    return this.kube.objects.get(`${ref.cluster} ${path}`);
  }

  #stateOf({ name }: InstanceRef): OrderedInstance {
    const status =
      this.states.length > 1 ? this.states.shift() : this.states[0];
    return {
      ...{ status: status ?? 'healthy', saying: { kind: 'ready' } },
      credentials: this.#credentialsOf(name),
      grants: this.grants,
      ...(this.hasAddress && {
        address: {
          title: { en: 'Clients', zh: 'Clients' },
          secret: `${name}-address`,
          keys: ['host', 'port'],
        },
      }),
    };
  }

  #credentialsOf(name: string) {
    const title = { en: 'Owner', zh: 'Owner' };
    if (!this.grants) {
      return this.secrets
        .filter(() => this.hasSecret)
        .map(each => ({
          ...{ title, secret: `${name}-${each}` },
          keys: ['uri', 'password'],
        }));
    }
    return this.granted.map(({ name: secret }) => ({
      ...{ title, secret, keys: [] },
      grant: {
        ...{ name: secret, uid: 'u' },
        status: this.grantStatus,
        saying: { kind: 'ready' as const },
      },
    }));
  }

  async preview(
    _: BackstageCredentials,
    order: OrderRequest,
  ): Promise<OrderPreview> {
    if (this.refuses) throw this.refuses;
    const { cluster, namespace, name } = order;
    const key = `${cluster} ${InMemoryMiddleware.pathOf(order)}`;
    if (this.kube.objects.has(key)) throw new ConflictError('is there');
    const ref = { cluster, namespace, kind: 'Cluster', name };
    return {
      diffs: [{ ref, before: '', after: 'kind: Cluster' }],
      ...{ conflicts: [], quota: this.quota, unchanged: false },
      ...this.terms,
    };
  }

  async order(_: BackstageCredentials, order: OrderRequest): Promise<void> {
    this.#assertSession();
    const key = `${order.cluster} ${InMemoryMiddleware.pathOf(order)}`;
    if (this.kube.objects.has(key)) throw new ConflictError('is there');
    this.orders.push(order);
    const { name, task } = order;
    const annotations = { ...(task && { [orderedByTaskAnnotation]: task }) };
    this.kube.objects.set(key, { metadata: { name, annotations } });
  }

  async previewBinding(_: BackstageCredentials, request: BindingRequest) {
    this.#assertSession();
    return this.#tried(request);
  }

  async entrust(_: BackstageCredentials, errand: BindingErrand) {
    this.#assertSession();
    const { request, ...ref } = errand;
    const before = this.#errand({ ...ref, ...request });
    this.errands = [...this.errands.filter(each => each !== before), errand];
  }

  #errand({ task, wish, instance, target }: ErrandRef) {
    return this.errands.find(({ request, ...each }) =>
      isDeepStrictEqual(
        [each.task, each.wish, request.instance, request.target],
        [task, wish, instance, target],
      ),
    );
  }

  async carryOut(ref: ErrandRef): Promise<ErrandOutcome> {
    const errand = this.#errand(ref);
    if (!errand) return { kind: 'none' };
    const { request } = errand;
    const { notes, precondition } = this.#tried(request);
    const unchanged = notes.length > 0;
    if (!unchanged) this.#bind({ request, precondition });
    const { form, secret } = request;
    const variables = form.kind === 'env' ? form.variables : [];
    return {
      ...{ kind: 'bound', secret, unchanged },
      variables: variables.map(({ name }) => name),
    };
  }

  #assertSession() {
    if (this.sessionsEnded) throw new AuthenticationError('has expired');
  }

  #tried(request: BindingRequest) {
    const { target } = request;
    const key = keyOf(target);
    if (!this.kube.objects.has(key)) throw new NotFoundError('no workload');
    const same = this.bound.some(
      order => JSON.stringify(order.request) === JSON.stringify(request),
    );
    return {
      precondition: { uid: 'u', resourceVersion: '1' },
      diff: { ref: target, before: 'a', after: 'b' },
      notes: same ? [{ kind: 'unchanged' as const }] : [],
    };
  }

  async bind(_: BackstageCredentials, order: BindingOrder): Promise<void> {
    this.#assertSession();
    this.#bind(order);
  }

  #bind(order: BindingOrder): void {
    this.bound.push(order);
    const { secret, target } = order.request;
    this.kube.objects.set(keyOf(target), {
      metadata: {
        name: target.name,
        uid: 'u',
        managedFields: [{ manager: `pilothouse-binding-${secret}` }],
      },
    });
  }
}

function keyOf(target: { cluster: string; namespace: string; name: string }) {
  return `${target.cluster} /apis/apps/v1/namespaces/${target.namespace}/deployments/${target.name}`;
}
