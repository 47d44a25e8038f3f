import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitUntil } from '@pilothouse/embedded/wait';
import { stringify } from 'yaml';
import { z } from 'zod';
import type { SignedIn } from './portal.ts';
import { serviceAt } from './scale.ts';

const countSchema = z.object({ totalItems: z.number() });

/** The catalog of the load: a file that the portal reads, and that may grow. */
export class Catalog {
  /** Path of the configuration file that names it. */
  readonly config: string;
  readonly #dir: string;

  private constructor(dir: string) {
    this.#dir = dir;
    this.config = join(dir, 'app-config.yaml');
  }

  /** Writes the entities of so many services, and the configuration that names them. */
  static async write(dir: string, services: number): Promise<Catalog> {
    const catalog = new Catalog(dir);
    await writeFile(catalog.#file, entitiesOf(services));
    await writeFile(
      catalog.config,
      stringify({
        catalog: {
          // A list of a later file takes the place of that of an earlier one.
          locations: [{ type: 'file', target: catalog.#file }],
        },
      }),
    );
    return catalog;
  }

  get #file(): string {
    return join(this.#dir, 'catalog.yaml');
  }

  /** Path of a file of its own with so many services, for a backend that reads it once. */
  async fileOf(services: number): Promise<string> {
    const file = join(this.#dir, `catalog-${services}.yaml`);
    await writeFile(file, entitiesOf(services));
    return file;
  }

  /** Grows it to so many services, and waits until the portal has read it again and knows them all. */
  async growTo(services: number, portal: SignedIn): Promise<void> {
    await writeFile(this.#file, entitiesOf(services));
    const knowsAll = async () => {
      const { totalItems } = countSchema.parse(
        await portal.get(
          '/api/catalog/entities/by-query',
          await portal.token(),
          { filter: 'kind=component', limit: '0' },
        ),
      );
      return totalItems >= services;
    };
    // While it reads them, it may not answer in time.
    let failure: unknown;
    try {
      await waitUntil(
        () =>
          knowsAll().catch((error: unknown) => {
            failure = error;
            return false;
          }),
        AbortSignal.timeout(600_000),
        5_000,
      );
    } catch (error) {
      throw new Error(`The catalog does not know all ${services} services`, {
        cause: failure ?? error,
      });
    }
  }
}

function entitiesOf(services: number): string {
  return Array.from({ length: services }, (_, index) =>
    stringify(component(serviceAt(index).name)),
  ).join('---\n');
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
