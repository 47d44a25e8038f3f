import { createHash } from 'node:crypto';
import {
  itemNameSchema,
  type InstanceRef,
} from '@pilothouse/plugin-platform-common';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { z } from 'zod';

const annotationPrefix = 'binding.pilothouse.dev/';
const typePrefix = 'type.binding.pilothouse.dev/';
/** How all begin who own the fields of bindings. */
export const managerPrefix = 'pilothouse-binding-';

const maxNameLength = 63;
const hashLength = 8;

const contentSchema = z.object({
  item: itemNameSchema,
  instance: z.string().min(1),
  secret: z.string().min(1),
  container: z.string().min(1),
  variables: z.array(z.string()),
  files: z.array(z.string()),
});

/** What the portal has bound, as an annotation of the workload tells it. */
export type BindingRecord = z.infer<typeof contentSchema>;

/** How the parts of a binding are called in a workload, by the Secret that it is about. */
export interface BindingNames {
  /** Annotation of the workload with its {@link BindingRecord}. */
  readonly annotation: string;
  /** Annotation of the pods from which their file `type` is made. */
  readonly typeAnnotation: string;
  /** Who owns its fields; its own, so that it can be taken away by itself. */
  readonly fieldManager: string;
  readonly volume: string;
}

/** Names for the binding of a Secret. */
export function namesFor(secret: string): BindingNames {
  const id = shortened(secret, maxNameLength);
  const prefix = 'binding-';
  const label = secret.replaceAll('.', '-');
  return {
    annotation: `${annotationPrefix}${id}`,
    typeAnnotation: `${typePrefix}${id}`,
    fieldManager: `${managerPrefix}${id}`,
    volume:
      prefix +
      (label === secret
        ? shortened(label, maxNameLength - prefix.length)
        : hashed(label, secret, maxNameLength - prefix.length)),
  };
}

/** The annotation that tells of a binding. */
export function annotationOf(record: BindingRecord): Record<string, string> {
  const { annotation } = namesFor(record.secret);
  return { [annotation]: JSON.stringify(record) };
}

/** What the portal has bound of a workload; what is in another shape is nothing of its. */
export function recordsOf({ annotations = {} }: ObjectMeta): BindingRecord[] {
  return Object.entries(annotations).flatMap(([key, value]) => {
    if (!key.startsWith(annotationPrefix)) return [];
    const read = contentSchema.safeParse(parsed(value));
    return read.success ? [read.data] : [];
  });
}

/** The instance that a record names, in the namespace of its workload. */
export function instanceOfRecord(
  { item, instance: name }: BindingRecord,
  { cluster, namespace }: { cluster: string; namespace: string },
): InstanceRef {
  return { item, cluster, namespace, name };
}

function shortened(name: string, most: number): string {
  return name.length <= most ? name : hashed(name, name, most);
}

function hashed(name: string, of: string, most: number): string {
  const hash = createHash('sha256').update(of).digest('hex');
  const kept = name.slice(0, most - hashLength - 1).replace(/[^a-z0-9]+$/, '');
  return `${kept}-${hash.slice(0, hashLength)}`;
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
