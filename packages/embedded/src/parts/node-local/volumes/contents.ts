import { ConfigError } from '../pods/config-error.ts';
import type { NamespaceReader } from '../pods/environment.ts';
import { fieldValue, resourceValue, type NodeFacts } from '../pods/fields.ts';
import type { Pod } from '../pods/pod.ts';
import type { VolumeFile } from './files.ts';

type Volume = NonNullable<NonNullable<Pod['spec']>['volumes']>[number];
type Projection = NonNullable<
  NonNullable<Volume['projected']>['sources']
>[number];
type DownwardItem = NonNullable<
  NonNullable<Volume['downwardAPI']>['items']
>[number];

/** What the files of a volume are made from. */
export interface ContentSources {
  readonly pod: Pod;
  readonly reader: NamespaceReader;
  readonly facts: NodeFacts;
  /** Token of the pod's service account. */
  token(audience: string | undefined, seconds: number): Promise<string>;
}

const DEFAULT_MODE = 0o644;
const TOKEN_SECONDS = 3607;

/** The kubelet's words (pkg/volume/configmap and pkg/volume/secret, MakePayload). */
const NO_KEY = {
  configMap: 'configmap references non-existent config key',
  secret: 'references non-existent secret key',
} as const;

/**
 * Files of a volume that is made of API objects; undefined for another kind of volume.
 *
 * @throws ConfigError when an object or key that is not optional is missing
 */
export async function volumeFiles(
  volume: Volume,
  sources: ContentSources,
): Promise<VolumeFile[] | undefined> {
  if (volume.configMap) {
    const mode = volume.configMap.defaultMode ?? DEFAULT_MODE;
    return objectFiles('configMap', volume.configMap, mode, sources.reader);
  }
  if (volume.secret) {
    const { secretName, items, optional, defaultMode } = volume.secret;
    const selection = { name: secretName, items, optional };
    const mode = defaultMode ?? DEFAULT_MODE;
    return objectFiles('secret', selection, mode, sources.reader);
  }
  if (volume.downwardAPI) {
    const { items = [], defaultMode = DEFAULT_MODE } = volume.downwardAPI;
    return items.map(item => downwardFile(item, defaultMode, sources));
  }
  if (volume.projected) {
    const mode = volume.projected.defaultMode ?? DEFAULT_MODE;
    const lists = await Promise.all(
      (volume.projected.sources ?? []).map(source =>
        projectedFiles(source, mode, sources),
      ),
    );
    return lists.flat();
  }
  return undefined;
}

async function projectedFiles(
  source: Projection,
  mode: number,
  sources: ContentSources,
): Promise<VolumeFile[]> {
  if (source.configMap) {
    return objectFiles('configMap', source.configMap, mode, sources.reader);
  }
  if (source.secret) {
    return objectFiles('secret', source.secret, mode, sources.reader);
  }
  if (source.downwardAPI) {
    const items = source.downwardAPI.items ?? [];
    return items.map(item => downwardFile(item, mode, sources));
  }
  const request = source.serviceAccountToken;
  if (request) {
    const seconds = request.expirationSeconds ?? TOKEN_SECONDS;
    const token = await sources.token(request.audience, seconds);
    return [{ path: request.path, content: Buffer.from(token), mode: 0o600 }];
  }
  throw new ConfigError(
    'A projected volume has a source that this node does not know.',
    'FailedMount',
  );
}

interface Selection {
  readonly name?: string;
  readonly optional?: boolean;
  readonly items?: readonly {
    readonly key: string;
    readonly path: string;
    readonly mode?: number;
  }[];
}

async function objectFiles(
  kind: 'configMap' | 'secret',
  selection: Selection,
  mode: number,
  reader: NamespaceReader,
): Promise<VolumeFile[]> {
  const name = selection.name ?? '';
  const data = await contentOf(kind, name, reader);
  if (!data) {
    if (selection.optional) {
      return [];
    }
    throw new ConfigError(
      `${kind.toLowerCase()} "${name}" not found`,
      'FailedMount',
    );
  }
  if (!selection.items) {
    return [...data].map(([path, content]) => ({ path, content, mode }));
  }
  return selection.items.flatMap(item => {
    const content = data.get(item.key);
    if (!content && !selection.optional) {
      throw new ConfigError(`${NO_KEY[kind]}: ${item.key}`, 'FailedMount');
    }
    return content
      ? [{ path: item.path, content, mode: item.mode ?? mode }]
      : [];
  });
}

async function contentOf(
  kind: 'configMap' | 'secret',
  name: string,
  reader: NamespaceReader,
): Promise<Map<string, Buffer> | undefined> {
  if (kind === 'secret') {
    const secret = await reader.secret(name);
    return secret && new Map(buffers(secret.data, 'base64'));
  }
  const map = await reader.configMap(name);
  return (
    map &&
    new Map([
      ...buffers(map.data, 'utf8'),
      ...buffers(map.binaryData, 'base64'),
    ])
  );
}

function buffers(
  data: Readonly<Record<string, string>> = {},
  encoding: BufferEncoding,
): [string, Buffer][] {
  return Object.entries(data).map(([key, value]) => [
    key,
    Buffer.from(value, encoding),
  ]);
}

function downwardFile(
  item: DownwardItem,
  mode: number,
  { pod, facts }: ContentSources,
): VolumeFile {
  const { fieldRef, resourceFieldRef } = item;
  const resource = resourceFieldRef
    ? resourceValue(pod, '', resourceFieldRef, facts)
    : '';
  const value = fieldRef
    ? fieldValue(pod, fieldRef.fieldPath, facts)
    : resource;
  return {
    path: item.path,
    content: Buffer.from(value),
    mode: item.mode ?? mode,
  };
}
