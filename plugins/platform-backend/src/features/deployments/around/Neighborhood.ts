import {
  requirementsOf,
  selects,
  type ClusterReader,
  type KubeKindName,
  type KubeKinds,
  type Labels,
} from '@pilothouse/plugin-platform-node';
import type { Pod, Service } from 'kubernetes-types/core/v1';
import type { Bounds } from '../quota';
import type { LabelSelector, OwnerReference } from 'kubernetes-types/meta/v1';
import { SelectorIndex } from '../SelectorIndex';
import { isKnown } from './known';
import { once, type Lookup } from './lookup';

/** What pods belong to: the topmost of their owners that the portal reads. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
}

/** A workload that a Service sends traffic to, with the labels of its pods. */
export interface Target extends Owner {
  readonly labels: Labels;
}

/** Where it is told that a pod was refused. */
const tellRefusals = ['deployments', 'replicasets', 'events'] as const;

/** One namespace as workloads see it; lives as long as one evaluation of a view. */
export class Neighborhood {
  readonly cluster: ClusterReader;
  readonly namespace: string;
  readonly lookup: Lookup;
  readonly #targets = new Map<string, readonly Target[]>();

  constructor(cluster: ClusterReader, namespace: string, lookup: Lookup) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.lookup = lookup;
  }

  /** Services that select pods with these labels. */
  readonly servicesSelecting = this.#selectors('services', service => {
    const { selector } = service.spec ?? {};
    return selector && asLabelSelector(selector);
  });

  /** Budgets that guard pods with these labels. */
  readonly budgetsSelecting = this.#selectors(
    'poddisruptionbudgets',
    budget => budget.spec?.selector,
  );

  /** Labels of the namespace. */
  readonly labels = once(
    (): Labels =>
      this.cluster.get('namespaces', { name: this.namespace })?.metadata
        ?.labels ?? {},
  );

  /** What it bounds, or did when it was last heard of; undefined when that is not known. */
  readonly bounds = once((): Bounds | undefined => {
    const kinds = ['resourcequotas', 'limitranges'] as const;
    const { cluster, namespace } = this;
    return kinds.every(kind =>
      isKnown(cluster, { kind, namespace, beside: tellRefusals }),
    )
      ? {
          quotas: this.#all('resourcequotas'),
          ranges: this.#all('limitranges'),
        }
      : undefined;
  });

  readonly ingresses = once(() => this.#all('ingresses'));

  readonly #autoscalers = once(
    () =>
      new Map(
        this.#all('horizontalpodautoscalers').map(autoscaler => {
          const { kind, name } = autoscaler.spec?.scaleTargetRef ?? {};
          return [`${kind}/${name}`, autoscaler];
        }),
      ),
  );

  /** The autoscaler that scales a workload. */
  autoscalerOf(kind: string, name: string) {
    return this.#autoscalers().get(`${kind}/${name}`);
  }

  /** An object of this namespace. */
  get<K extends KubeKindName>(kind: K, name: string) {
    return this.cluster.get(kind, { namespace: this.namespace, name });
  }

  /** Whether an object exists; undefined when objects of its kind are not known. */
  has(kind: KubeKindName, name: string): boolean | undefined {
    const { cluster, namespace } = this;
    if (!isKnown(cluster, { kind, namespace, beside: ['pods'] })) {
      return undefined;
    }
    return this.get(kind, name) !== undefined;
  }

  /** The workloads whose pods get requests of a Service, by its endpoints. */
  targetsOf(service: Service): readonly Target[] {
    const name = service.metadata?.name ?? '';
    const known = this.#targets.get(name);
    if (known) return known;
    const found = new Map<string, Target>();
    for (const slice of this.lookup.slicesOf(name)) {
      for (const { targetRef, conditions } of slice.endpoints ?? []) {
        if (conditions?.ready === false) continue;
        if (targetRef?.kind !== 'Pod' || !targetRef.name) continue;
        const pod = this.get('pods', targetRef.name);
        const target = pod && this.#targetOf(pod);
        if (target) found.set(`${target.kind}/${target.name}`, target);
      }
    }
    const targets = [...found.values()];
    this.#targets.set(name, targets);
    return targets;
  }

  /** What a pod belongs to. */
  ownerOf({ metadata }: Pod): Owner | undefined {
    const owner = controllerOf(metadata?.ownerReferences);
    if (owner?.kind !== 'ReplicaSet') return owner;
    const replicaSet = this.get('replicasets', owner.name);
    return controllerOf(replicaSet?.metadata?.ownerReferences) ?? owner;
  }

  #targetOf(pod: Pod): Target | undefined {
    const { labels = {} } = pod.metadata ?? {};
    const owner = this.ownerOf(pod);
    return owner && { ...owner, labels };
  }

  #all<K extends KubeKindName>(kind: K): readonly KubeKinds[K][] {
    return this.cluster.list(kind, { namespace: this.namespace });
  }

  #selectors<K extends 'services' | 'poddisruptionbudgets'>(
    kind: K,
    selectorOf: (
      object: KubeKinds[K],
    ) => Parameters<typeof requirementsOf>[0] | undefined,
  ): (labels?: Labels) => readonly KubeKinds[K][] {
    const all = once(() =>
      this.#all(kind).flatMap(object => {
        const selector = selectorOf(object);
        return selector
          ? [{ object, requirements: requirementsOf(selector) }]
          : [];
      }),
    );
    const index = once(() => {
      const made = new SelectorIndex<KubeKinds[K]>();
      for (const { object, requirements } of all()) {
        made.add(requirements, object);
      }
      return made;
    });
    let asked = 0;
    return (labels = {}) => {
      asked += 1;
      /** Making the index pays from the second question on. */
      return asked > 1
        ? index().selecting(labels)
        : all()
            .filter(({ requirements }) => selects(requirements, labels))
            .map(({ object }) => object);
    };
  }
}

function controllerOf(owners: readonly OwnerReference[] = []) {
  const owner = owners.find(({ controller }) => controller) ?? owners[0];
  return owner && { kind: owner.kind, name: owner.name };
}

const labelSelectors = new WeakMap<object, LabelSelector>();

/** The selector of a Service in the form that other kinds have; the same one each time. */
function asLabelSelector(matchLabels: Record<string, string>): LabelSelector {
  const known = labelSelectors.get(matchLabels) ?? { matchLabels };
  labelSelectors.set(matchLabels, known);
  return known;
}
