import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../launcher/folders.ts';

/**
 * The configuration that a page of the documentation tells people to write.
 *
 * @param page - below `docs`
 * @returns the page's first block of YAML, as it stands
 * @throws when it has none
 */
export async function configurationOn(page: string): Promise<unknown> {
  const text = await readFile(join(ROOT, 'docs', page), 'utf8');
  const block = /^```yaml\n([^]*?)^```$/m.exec(text)?.[1];
  if (block === undefined) throw new Error(`docs/${page} has no YAML`);
  return parse(block);
}
