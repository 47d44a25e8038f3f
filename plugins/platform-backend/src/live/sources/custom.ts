import type {
  CustomKindName,
  CustomReader,
} from '@pilothouse/plugin-platform-node';
import type { CustomChange, CustomKube } from '../../kube/custom';
import type { Reads, Source } from './Source';

const anyNamespace = '*';

const stateMark = (cluster: string, kind: CustomKindName) =>
  `custom/${cluster}/${kind}`;
const placeMark = (cluster: string, kind: CustomKindName, namespace: string) =>
  `${stateMark(cluster, kind)}/${namespace}`;

/** What is known of kinds that definitions add, as a source of live views. */
export function customSource(custom: Pick<CustomKube, 'subscribe'>): Source {
  return { subscribe: listen => custom.subscribe(c => listen(marksOf(c))) };
}

function marksOf({ cluster, kind, namespace }: CustomChange): string[] {
  return namespace === undefined
    ? [stateMark(cluster, kind)]
    : [
        placeMark(cluster, kind, namespace),
        placeMark(cluster, kind, anyNamespace),
      ];
}

/** The same reader, which remembers what is read of it. */
export function trackCustom(reader: CustomReader, reads: Reads): CustomReader {
  const { cluster } = reader;
  const read = (kind: CustomKindName, namespace?: string) => {
    reads.add(stateMark(cluster, kind));
    reads.add(placeMark(cluster, kind, namespace ?? anyNamespace));
  };
  return {
    cluster,
    kindState(kind) {
      reads.add(stateMark(cluster, kind));
      return reader.kindState(kind);
    },
    get(kind, key) {
      read(kind, key.namespace);
      return reader.get(kind, key);
    },
    list(kind, namespace) {
      read(kind, namespace);
      return reader.list(kind, namespace);
    },
  };
}
