import type { KubeRest } from '@pilothouse/embedded/kube/rest';
import {
  kubeListWatch,
  type KubeObject,
} from '@pilothouse/embedded/kube/watch';
import {
  watchedSet,
  type WatchedSet,
} from '@pilothouse/embedded/kube/watched-set';
import type { Known } from '../instance/references.ts';
import type {
  Broker,
  ServiceBinding,
  ServiceClass,
  ServiceInstance,
  ServicePlan,
} from '../model.ts';
import { pathOf, type Resource } from './store.ts';

/** What the controller shares with those that do its work. */
export interface Following {
  readonly rest: KubeRest;
  readonly signal: AbortSignal;
  log(message: string): void;
}

/** Everything that the controller follows. */
export class Objects {
  readonly clusterservicebrokers: WatchedSet<Broker>;
  readonly clusterserviceclasses: WatchedSet<ServiceClass>;
  readonly clusterserviceplans: WatchedSet<ServicePlan>;
  readonly servicebrokers: WatchedSet<Broker>;
  readonly serviceclasses: WatchedSet<ServiceClass>;
  readonly serviceplans: WatchedSet<ServicePlan>;
  readonly serviceinstances: WatchedSet<ServiceInstance>;
  readonly servicebindings: WatchedSet<ServiceBinding>;

  constructor({ rest, signal, log }: Following) {
    const follow = <T extends KubeObject>(resource: Resource) =>
      watchedSet<T>(kubeListWatch(rest, pathOf(resource)), {
        signal,
        onFailure: error =>
          log(
            `${resource}: ${
              error instanceof Error ? error.message : String(error)
            }`,
          ),
      });
    this.clusterservicebrokers = follow('clusterservicebrokers');
    this.clusterserviceclasses = follow('clusterserviceclasses');
    this.clusterserviceplans = follow('clusterserviceplans');
    this.servicebrokers = follow('servicebrokers');
    this.serviceclasses = follow('serviceclasses');
    this.serviceplans = follow('serviceplans');
    this.serviceinstances = follow('serviceinstances');
    this.servicebindings = follow('servicebindings');
  }

  /** Resolves when all of it is known. */
  async synced(): Promise<void> {
    await Promise.all([
      this.clusterservicebrokers.synced,
      this.clusterserviceclasses.synced,
      this.clusterserviceplans.synced,
      this.servicebrokers.synced,
      this.serviceclasses.synced,
      this.serviceplans.synced,
      this.serviceinstances.synced,
      this.servicebindings.synced,
    ]);
  }

  /** All brokers, classes and plans, of the cluster and of its namespaces. */
  offered(): Known {
    return {
      brokers: [
        ...this.clusterservicebrokers.list(),
        ...this.servicebrokers.list(),
      ],
      classes: [
        ...this.clusterserviceclasses.list(),
        ...this.serviceclasses.list(),
      ],
      plans: [...this.clusterserviceplans.list(), ...this.serviceplans.list()],
    };
  }

  /** Bindings of an instance. */
  bindingsOf(namespace = '', instance = ''): ServiceBinding[] {
    return this.servicebindings
      .list()
      .filter(
        ({ metadata, spec }) =>
          metadata?.namespace === namespace &&
          spec.instanceRef.name === instance,
      );
  }
}
