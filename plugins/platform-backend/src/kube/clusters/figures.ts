import type { KubeKindName } from '@pilothouse/plugin-platform-node';
import type { InformerFigures } from '../informer/Informer';

/** What the cache did and has of one kind; counts are since the cluster is watched. */
export interface KindFigures extends InformerFigures {
  readonly kind: KubeKindName;
  /** Whether it is there and may be read; of one that is not, nothing is ever heard. */
  readonly isServed: boolean;
  readonly objects: number;
}

/** What the cache did and has of one cluster, for whoever measures it. */
export interface ClusterFigures {
  readonly cluster: string;
  readonly isLive: boolean;
  /** When it was last heard, or else when it was first asked; in ms since the epoch. */
  readonly heardAt: number;
  /** How often its API server answered with a status of a class such as `2xx`, or not at all: `none`. */
  readonly answers: ReadonlyMap<string, number>;
  readonly kinds: readonly KindFigures[];
}
