import { clientOf } from '../kube/brokers.ts';
import { isSame, type Resource } from '../kube/store.ts';
import type { Scope } from '../instance/references.ts';
import {
  lastConditionState,
  timeText,
  withConditions,
  without,
  type Saying,
} from '../conditions.ts';
import {
  MAXIMUM_POLLING,
  PLAN_UPDATABLE,
  type Broker,
  type BrokerStatus,
  type ServiceClass,
  type ServicePlan,
} from '../model.ts';
import type { Catalog } from '../osb/messages.ts';
import { GIVEN_UP, isOver, note, ready, warn } from '../outcome.ts';
import { carryOut, keyOf, type WorkContext } from '../work.ts';
import { offeredBy } from './catalog.ts';
import { decideBroker, statusOf } from './decide.ts';
import { instancesOf, isOwned, isUsedBy, knownOf, RESOURCES } from './known.ts';

/** Keeps classes and plans as their brokers' catalogs have them. */
export class BrokerWorker {
  readonly #context: WorkContext;

  constructor(context: WorkContext) {
    this.#context = context;
  }

  /** @returns milliseconds until the broker is to be looked at again */
  async work(
    resource: 'clusterservicebrokers' | 'servicebrokers',
    key: { readonly namespace?: string; readonly name: string },
  ): Promise<number | undefined> {
    const { store, objects, pace, limits, now } = this.#context;
    const broker = await store.read<Broker>(resource, key);
    if (!broker) return undefined;
    const scope: Scope =
      resource === 'clusterservicebrokers' ? 'cluster' : 'namespace';
    const waitMs = pace.left(
      keyOf(resource, broker),
      broker.metadata?.generation ?? 0,
    );
    const instances = instancesOf(objects, broker, scope);
    const step = decideBroker({
      broker,
      instances,
      waitMs,
      now: now(),
      limits,
    });
    switch (step.kind) {
      case 'rest':
        return step.wakeInMs;
      case 'prepare':
        await store.patch(resource, broker, {
          metadata: { finalizers: step.finalizers },
        });
        return undefined;
      case 'hold':
        return this.#hold(broker, scope, step.instances);
      case 'withdraw':
        await this.#withdraw(broker, scope);
        await store.release(resource, broker);
        return undefined;
      case 'relist':
        return this.#relist(broker, scope);
    }
  }

  async #relist(broker: Broker, scope: Scope): Promise<number | undefined> {
    const { store, timeoutMs } = this.#context;
    const made = await clientOf(broker, store, timeoutMs);
    if (made.kind === 'wrong') {
      return this.#failed(broker, scope, 'ErrorFetchingCatalog', made.because);
    }
    const answer = await made.client.catalog();
    if (answer.kind === 'failed') {
      const because = `Error getting broker catalog: ${answer.because}`;
      return this.#failed(broker, scope, 'ErrorFetchingCatalog', because);
    }
    try {
      await this.#sync(broker, scope, answer.catalog);
    } catch (error) {
      const because = error instanceof Error ? error.message : String(error);
      return this.#failed(broker, scope, 'ErrorSyncingCatalog', because);
    }
    return this.#fetched(broker, scope);
  }

  async #fetched(broker: Broker, scope: Scope): Promise<number | undefined> {
    const { pace, now } = this.#context;
    const resource = RESOURCES[scope].brokers;
    pace.forget(keyOf(resource, broker));
    const said = ready(
      'True',
      'FetchedCatalog',
      'Successfully fetched catalog entries from broker.',
    );
    const status = told(
      {
        ...statusOf(broker),
        conditions: without(statusOf(broker).conditions, 'Failed'),
        operationStartTime: undefined,
        lastCatalogRetrievalTime: timeText(now()),
        reconciledGeneration: broker.metadata?.generation ?? 0,
      },
      [said],
      now(),
    );
    const isNews = statusOf(broker).lastConditionState !== 'Ready';
    await carryOut(this.#context, resource, broker, {
      status,
      ...(isNews && { tell: note(said) }),
    });
    return undefined;
  }

  async #failed(
    broker: Broker,
    scope: Scope,
    reason: string,
    message: string,
  ): Promise<number | undefined> {
    const { limits, now } = this.#context;
    const before = statusOf(broker);
    const start = before.operationStartTime;
    const isGivenUp = isOver(start, limits.retryDurationMs, now());
    const said = ready('False', reason, message);
    const status = told(
      {
        ...before,
        operationStartTime: isGivenUp ? undefined : start ?? timeText(now()),
        reconciledGeneration: broker.metadata?.generation ?? 0,
      },
      isGivenUp ? [said, GIVEN_UP] : [said],
      now(),
    );
    return carryOut(this.#context, RESOURCES[scope].brokers, broker, {
      status,
      wait: { for: 'retry' },
      tell: warn(said),
    });
  }

  async #sync(broker: Broker, scope: Scope, catalog: Catalog): Promise<void> {
    const { classes, plans } = RESOURCES[scope];
    const wanted = offeredBy(broker, scope, catalog);
    const known = knownOf(this.#context.objects, broker, scope);
    for (const one of wanted.classes) await this.#keep(classes, broker, one);
    for (const one of wanted.plans) await this.#keep(plans, broker, one);
    const has = (list: readonly (ServiceClass | ServicePlan)[]) => {
      const names = new Set(list.map(({ metadata }) => metadata?.name));
      return (one: ServiceClass | ServicePlan) => names.has(one.metadata?.name);
    };
    const isPlan = has(wanted.plans);
    const isClass = has(wanted.classes);
    for (const plan of known.plans.filter(one => !isPlan(one))) {
      await this.#retire(plans, plan);
    }
    for (const one of known.classes.filter(each => !isClass(each))) {
      await this.#retire(classes, one);
    }
  }

  /** Makes a class or a plan, or makes it as it is wanted. */
  async #keep<T extends ServiceClass | ServicePlan>(
    resource: Resource,
    broker: Broker,
    wanted: T,
  ): Promise<void> {
    const { store } = this.#context;
    const { metadata = {} } = wanted;
    const before = await store.read<T>(resource, metadata);
    if (!before) {
      await store.create(resource, wanted);
      return;
    }
    if (!isOwned(before, broker)) {
      throw new Error(
        `${metadata.name} is in the catalog of ${broker.metadata?.name}, but it is another broker's already; a cluster can have each id once.`,
      );
    }
    const { defaultProvisionParameters } = before.spec;
    const spec = {
      ...wanted.spec,
      ...(defaultProvisionParameters && { defaultProvisionParameters }),
    };
    const {
      [MAXIMUM_POLLING]: _polling,
      [PLAN_UPDATABLE]: _updatable,
      ...others
    } = before.metadata?.annotations ?? {};
    const annotations = { ...others, ...metadata.annotations };
    const isAsWanted =
      isSame(before.spec, spec) &&
      isSame(before.metadata?.annotations ?? {}, annotations);
    if (!isAsWanted) {
      await store.replace(resource, {
        ...before,
        metadata: { ...before.metadata, annotations },
        spec,
      });
    }
    if (before.status?.removedFromBrokerCatalog) {
      const current = (await store.read<T>(resource, metadata)) ?? before;
      await store.writeStatus(resource, current, {
        removedFromBrokerCatalog: false,
      });
    }
  }

  /** What has instances stays until they are gone, and can be had no more. */
  async #retire(
    resource: Resource,
    one: ServiceClass | ServicePlan,
  ): Promise<void> {
    const { store, objects } = this.#context;
    const isUsed = objects.serviceinstances
      .list()
      .some(instance => isUsedBy(one, instance));
    if (!isUsed) await store.remove(resource, one);
    else if (!one.status?.removedFromBrokerCatalog) {
      await store.writeStatus(resource, one, {
        removedFromBrokerCatalog: true,
      });
    }
  }

  async #hold(
    broker: Broker,
    scope: Scope,
    instances: readonly string[],
  ): Promise<number | undefined> {
    const { classes, plans } = knownOf(this.#context.objects, broker, scope);
    for (const one of plans) await this.#retire(RESOURCES[scope].plans, one);
    for (const one of classes)
      await this.#retire(RESOURCES[scope].classes, one);
    const few = instances.slice(0, 10).join(', ');
    const more = instances.length > 10 ? ', …' : '';
    const message = `The broker goes when what it has provided is gone; delete these instances: ${few}${more}`;
    const said = ready('False', 'DeletionBlockedByInstances', message);
    return carryOut(this.#context, RESOURCES[scope].brokers, broker, {
      status: told(statusOf(broker), [said], this.#context.now()),
      wait: { for: 'retry' },
      tell: warn(said),
    });
  }

  async #withdraw(broker: Broker, scope: Scope): Promise<void> {
    const { store } = this.#context;
    const { classes, plans } = knownOf(this.#context.objects, broker, scope);
    for (const one of plans) await store.remove(RESOURCES[scope].plans, one);
    for (const one of classes)
      await store.remove(RESOURCES[scope].classes, one);
  }
}

function told(
  status: BrokerStatus,
  said: readonly Saying[],
  now: Date,
): BrokerStatus {
  const conditions = withConditions(status.conditions, said, now);
  const state = lastConditionState(conditions);
  return { ...status, conditions, lastConditionState: state };
}
