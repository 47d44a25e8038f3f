import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { serviceAt } from './scale.ts';

/** What a backend is told to read. */
export interface LoadCatalog {
  /** Path of the file with the entities. */
  readonly file: string;
  /** Path of a configuration file that names it. */
  readonly config: string;
}

/** Writes the catalog entities of so many services of the load. */
export async function writeCatalog(
  dir: string,
  services: number,
): Promise<LoadCatalog> {
  const entities = Array.from({ length: services }, (_, index) =>
    stringify(component(serviceAt(index).name)),
  );
  const catalog = join(dir, 'catalog.yaml');
  await writeFile(catalog, entities.join('---\n'));
  const config = join(dir, 'app-config.yaml');
  await writeFile(
    config,
    stringify({
      catalog: {
        // A list of a later file takes the place of that of an earlier one.
        locations: [{ type: 'file', target: catalog }],
      },
    }),
  );
  return { file: catalog, config };
}

function component(name: string) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations: { 'backstage.io/kubernetes-id': name } },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'group:default/shop',
    },
  };
}
