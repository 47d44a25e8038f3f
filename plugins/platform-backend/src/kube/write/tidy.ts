import type { KubeObject } from '@pilothouse/plugin-platform-node';
import { stringify } from 'yaml';

const ofTheServer: ReadonlySet<string> = new Set([
  'managedFields',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'selfLink',
]);
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** An object as YAML, without what the server keeps for itself and what only repeats it. */
export function toYaml(object: KubeObject): string {
  const { apiVersion, kind, metadata, ...body } = object;
  const tidied = {
    apiVersion,
    kind,
    metadata: tidyMetadata(metadata),
    ...without(body, name => name === 'status'),
  };
  return stringify(tidied, { aliasDuplicateObjects: false, lineWidth: 0 });
}

function tidyMetadata(metadata: KubeObject['metadata'] = {}) {
  const { annotations = {}, ...others } = metadata;
  const kept = without(annotations, name => name === lastApplied);
  return {
    ...without(others, name => ofTheServer.has(name)),
    ...(Object.keys(kept).length > 0 && { annotations: kept }),
  };
}

function without(object: object, isLeftOut: (name: string) => boolean) {
  return Object.fromEntries(
    Object.entries(object).filter(([name]) => !isLeftOut(name)),
  );
}
