import type { KubeRest } from '@pilothouse/embedded/kube/rest';
import { WorkQueue } from '@pilothouse/embedded/kube/work-queue';
import { BindingWorker } from './binding/worker.ts';
import { BrokerWorker } from './broker/worker.ts';
import { InstanceWorker } from './instance/worker.ts';
import { Objects, type Following } from './kube/objects.ts';
import { Store, type Resource, type Stored } from './kube/store.ts';
import { defaultLimits, Pace, type Limits } from './pace.ts';
import { keyOf, type WorkContext } from './work.ts';

export interface ControllerOptions extends Following {
  readonly rest: KubeRest;
  readonly limits?: Partial<Limits>;
  /** How long a broker may take to answer. Default a minute, as the document suggests. */
  readonly timeoutMs?: number;
  /** Whether `spec.userInfo` is written by the API server alone. Default false. */
  readonly trustsUserInfo?: boolean;
}

/** Follows brokers, instances and bindings, and works on those that a change concerns. */
export class Controller {
  readonly #options: ControllerOptions;
  readonly #store: Store;
  readonly #objects: Objects;
  readonly #pace = new Pace();
  readonly #queue: WorkQueue;
  #work: (key: string) => Promise<number | undefined> = async () => undefined;

  constructor(options: ControllerOptions) {
    this.#options = options;
    this.#store = new Store(options.rest);
    this.#objects = new Objects(options);
    this.#queue = new WorkQueue(
      async key => {
        const pause = await this.#work(key);
        if (pause !== undefined) this.#queue.later(key, pause);
      },
      (key, error) =>
        options.log(
          `${key}: ${error instanceof Error ? error.message : String(error)}`,
        ),
    );
    options.signal.addEventListener('abort', () => this.#queue.close());
  }

  /** Begins once everything is known. */
  async start(): Promise<void> {
    const clusterId = (await this.#store.namespaceUid('kube-system')) ?? '';
    this.#work = this.#workBy({
      store: this.#store,
      objects: this.#objects,
      pace: this.#pace,
      limits: { ...defaultLimits, ...this.#options.limits },
      timeoutMs: this.#options.timeoutMs ?? 60_000,
      clusterId,
      trustsUserInfo: this.#options.trustsUserInfo ?? false,
      now: () => new Date(),
    });
    await this.#objects.synced();
    const worked = [
      'clusterservicebrokers',
      'servicebrokers',
      'serviceinstances',
      'servicebindings',
    ] as const;
    for (const resource of worked) {
      this.#objects[resource].subscribe(({ object }) =>
        this.#changed(resource, object),
      );
      for (const object of this.#objects[resource].list()) {
        this.#add(resource, object);
      }
    }
    const offered = [
      'clusterserviceclasses',
      'clusterserviceplans',
      'serviceclasses',
      'serviceplans',
    ] as const;
    for (const resource of offered) {
      this.#objects[resource].subscribe(() => this.#offerChanged());
    }
  }

  #workBy(context: WorkContext) {
    const brokers = new BrokerWorker(context);
    const instances = new InstanceWorker(context);
    const bindings = new BindingWorker(context);
    return async (key: string): Promise<number | undefined> => {
      const [resource, namespace = '', name = ''] = key.split('/');
      switch (resource) {
        case 'clusterservicebrokers':
          return brokers.work(resource, { name });
        case 'servicebrokers':
          return brokers.work(resource, { namespace, name });
        case 'serviceinstances':
          return instances.work({ namespace, name });
        case 'servicebindings':
          return bindings.work({ namespace, name });
        default:
          return undefined;
      }
    };
  }

  #add(resource: Resource, object: Stored): void {
    this.#queue.add(keyOf(resource, object));
  }

  /** Ends what somebody waits for, as it may be there now. */
  #wake(resource: Resource, object: Stored): void {
    this.#pace.forget(keyOf(resource, object));
    this.#add(resource, object);
  }

  #changed(resource: Resource, object: Stored): void {
    this.#add(resource, object);
    const { namespace, name } = object.metadata ?? {};
    if (resource === 'serviceinstances') {
      for (const binding of this.#objects.bindingsOf(namespace, name)) {
        const isWaiting = reasonOf(binding) === 'ErrorInstanceNotReady';
        if (isWaiting) this.#wake('servicebindings', binding);
      }
      this.#instanceChanged();
    }
    if (resource === 'servicebindings') this.#bindingChanged(namespace, object);
  }

  #bindingChanged(namespace = '', binding: Stored): void {
    const { name } = instanceRefOf(binding) ?? {};
    const instance = this.#objects.serviceinstances.get(namespace, name ?? '');
    if (instance?.metadata?.deletionTimestamp)
      this.#wake('serviceinstances', instance);
  }

  /** A broker that is deleted waits for its instances. */
  #instanceChanged(): void {
    for (const resource of ['clusterservicebrokers', 'servicebrokers'] as const)
      for (const broker of this.#objects[resource].list())
        if (broker.metadata?.deletionTimestamp) this.#wake(resource, broker);
  }

  #offerChanged(): void {
    for (const instance of this.#objects.serviceinstances.list()) {
      const isWaiting = reasonOf(instance)?.startsWith('References');
      if (isWaiting) this.#wake('serviceinstances', instance);
    }
  }
}

function reasonOf({ status }: Stored): string | undefined {
  const conditions: unknown = Reflect.get(Object(status), 'conditions');
  const found: unknown = (Array.isArray(conditions) ? conditions : []).find(
    each => Reflect.get(Object(each), 'type') === 'Ready',
  );
  const reason: unknown = Reflect.get(Object(found), 'reason');
  return typeof reason === 'string' ? reason : undefined;
}

function instanceRefOf(binding: Stored): { name?: string } | undefined {
  return Reflect.get(Object(Reflect.get(binding, 'spec')), 'instanceRef');
}
