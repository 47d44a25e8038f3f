import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomic } from '../../platform/files.ts';
import { partDir, type Platform } from '../../platform/platform.ts';
import { fillIn } from './manifests.ts';

/** Where the catalog's files of the samples lie, for the portal's configuration. */
export function sampleCatalogFiles(platform: Platform): string {
  return join(partDir(platform, 'samples'), 'catalog', '*.yaml');
}

/**
 * Writes the catalog's entities with the addresses of this instance.
 *
 * @param sources - folder of the YAML files
 */
export async function writeSampleCatalog(
  sources: string,
  platform: Platform,
): Promise<void> {
  const ingressPort = String(platform.addresses.ingress);
  const target = join(partDir(platform, 'samples'), 'catalog');
  const names = (await readdir(sources)).filter(name => name.endsWith('.yaml'));
  for (const name of names) {
    const text = await readFile(join(sources, name), 'utf8');
    await writeAtomic(join(target, name), fillIn(text, { ingressPort }));
  }
}
