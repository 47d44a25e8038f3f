import type {
  CustomKindName,
  CustomObject,
  CustomReader,
} from '../CustomReader';
import type { KindState } from '../KubeReader';

/** Twin of what is known in one cluster of kinds that come and go. */
export class InMemoryCustom implements CustomReader {
  readonly cluster: string;
  readonly #states = new Map<CustomKindName, KindState>();
  readonly #objects = new Map<CustomKindName, CustomObject[]>();

  constructor(cluster: string) {
    this.cluster = cluster;
  }

  kindState(name: CustomKindName): KindState {
    return this.#states.get(name) ?? { kind: 'pending' };
  }

  get(
    name: CustomKindName,
    key: { readonly namespace?: string; readonly name: string },
  ): CustomObject | undefined {
    return this.list(name, key.namespace).find(
      ({ metadata }) => metadata?.name === key.name,
    );
  }

  list(name: CustomKindName, namespace?: string): readonly CustomObject[] {
    return (this.#objects.get(name) ?? []).filter(
      ({ metadata }) =>
        namespace === undefined || metadata?.namespace === namespace,
    );
  }

  /** Makes these all there is of a kind; it is known well, unless told otherwise. */
  put(
    name: CustomKindName,
    objects: readonly CustomObject[],
    state: KindState = { kind: 'live' },
  ): this {
    this.#objects.set(name, [...objects]);
    this.#states.set(name, state);
    return this;
  }
}
