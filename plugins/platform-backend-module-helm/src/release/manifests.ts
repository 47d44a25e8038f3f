import { isDeepStrictEqual } from 'node:util';
import { InputError, toError } from '@backstage/errors';
import type {
  KubeObject,
  MiddlewareParts,
} from '@pilothouse/plugin-platform-node';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { mask } from './redaction';

const otherMask = `${mask} ≠ ${mask}`;

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string().optional() }),
});
const headSchema = z.object({
  metadata: z.object({ annotations: z.record(z.string(), z.string()) }),
});
const keepPolicy = 'helm.sh/resource-policy';
const hookEvents = 'helm.sh/hook';
const listSchema = z.object({ items: z.array(z.unknown()) });

/** What Helm tells of a release that it would make. */
export const rehearsedSchema = z.object({
  manifest: z.string(),
  hooks: z
    .array(z.object({ manifest: z.string(), events: z.array(z.string()) }))
    .nullish(),
});

/**
 * The objects of a manifest as Helm tells it.
 *
 * @throws InputError for what is no YAML
 */
export function objectsIn(manifest: string): KubeObject[] {
  return documentsIn(manifest).flatMap(objectsFrom);
}

/**
 * What becomes of a release that is uninstalled, by what Helm knows of its last revision. Helm
 * goes by what stands there on each document, so that of a list all goes or all stays, whatever
 * its items say, and so does what was annotated later.
 *
 * @param hooks - those of the release, which Helm leaves behind
 * @throws InputError for what is no YAML
 */
export function partsIn(manifest: string, hooks: string): MiddlewareParts {
  const documents = documentsIn(manifest);
  const passing = objectsIn(hooks);
  return {
    goes: documents.filter(each => !isKept(each)).flatMap(objectsFrom),
    stays: documents.filter(isKept).flatMap(objectsFrom),
    passing,
    runs: passing.filter(({ metadata }) =>
      /(^|,)\s*(pre|post)-delete\s*(,|$)/.test(
        metadata?.annotations?.[hookEvents] ?? '',
      ),
    ),
  };
}

function isKept(document: unknown): boolean {
  const annotations = headSchema.safeParse(document).data?.metadata.annotations;
  return annotations?.[keepPolicy]?.trim().toLowerCase() === 'keep';
}

function documentsIn(manifest: string): unknown[] {
  return parseAllDocuments(manifest, { logLevel: 'silent' }).map(document => {
    const [error] = document.errors;
    if (error) {
      throw new InputError(
        `What the chart makes is no YAML: ${
          toError(error).message.split('\n')[0]
        }`,
      );
    }
    return document.toJS();
  });
}

function objectsFrom(read: unknown): KubeObject[] {
  const list = listSchema.safeParse(read);
  if (list.success && /List$/.test(String(Reflect.get(Object(read), 'kind')))) {
    return list.data.items.flatMap(objectsFrom);
  }
  const object = objectSchema.safeParse(read);
  return object.success ? [object.data as KubeObject] : [];
}

/** Without what is in Secrets; one sees that something changes, not what it is. */
export function withoutSecrets(objects: {
  readonly before: readonly KubeObject[];
  readonly after: readonly KubeObject[];
}): { before: KubeObject[]; after: KubeObject[] } {
  const was = new Map(objects.before.map(each => [keyOf(each), each]));
  return {
    before: objects.before.map(each => masked(each, undefined)),
    after: objects.after.map(each => masked(each, was.get(keyOf(each)))),
  };
}

function keyOf({ apiVersion = '', kind, metadata }: KubeObject): string {
  const group = apiVersion.split('/').slice(0, -1);
  return JSON.stringify([group, kind, metadata?.namespace, metadata?.name]);
}

function masked(
  object: KubeObject,
  before: KubeObject | undefined,
): KubeObject {
  if (object.kind !== 'Secret') return object;
  const hidden = ['data', 'stringData'].flatMap(field => {
    const values: unknown = Reflect.get(object, field);
    const old: unknown = before && Reflect.get(before, field);
    if (typeof values !== 'object' || values === null) return [];
    const entries = Object.entries(values).map(([key, value]) => {
      const same =
        !before || isDeepStrictEqual(value, Reflect.get(Object(old), key));
      return [key, same ? mask : otherMask];
    });
    return [[field, Object.fromEntries(entries)]];
  });
  return { ...object, ...Object.fromEntries(hidden) };
}
