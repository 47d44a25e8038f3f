import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Manifest, parseManifests } from '../../kube/apply.ts';

const environmentsSchema = z.array(
  z
    .object({ namespace: z.string(), workloads: z.string() })
    .catchall(z.string()),
);

/**
 * Puts values in the place of `${name}`.
 *
 * @throws Error naming a value that is missing
 */
export function fillIn(
  text: string,
  values: Readonly<Record<string, string>>,
): string {
  return text.replace(/\$\{(\w+)\}/g, (_match, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for \${${name}}`);
    return value;
  });
}

/**
 * The objects of the samples, namespaces before what is in them.
 *
 * @param dir - folder with `environments.yaml`, which names the other files
 */
export async function renderManifests(dir: string): Promise<Manifest[]> {
  const read = (name: string) => readFile(join(dir, name), 'utf8');
  const environments = environmentsSchema.parse(
    parse(await read('environments.yaml')),
  );
  const objects: Manifest[] = [];
  for (const { workloads, ...values } of environments) {
    for (const name of ['namespace.yaml', workloads]) {
      const text = fillIn(await read(name), values);
      objects.push(
        ...parseManifests(text).map(object => within(object, values.namespace)),
      );
    }
  }
  return objects;
}

function within(object: Manifest, namespace: string): Manifest {
  if (object.kind === 'Namespace') return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}
