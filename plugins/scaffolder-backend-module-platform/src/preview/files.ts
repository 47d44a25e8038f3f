import { readFile, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { PreviewFile } from '@pilothouse/plugin-platform-common';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const entitySchema = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string() }),
});

/** All files below a folder, by their path. */
export async function filesIn(folder: string): Promise<PreviewFile[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found
    .filter(each => each.isFile())
    .map(each => join(each.parentPath, each.name))
    .filter(path => !relative(folder, path).startsWith('.git/'))
    .sort();
  return Promise.all(
    paths.map(async path => ({
      path: relative(folder, path),
      bytes: (await stat(path)).size,
    })),
  );
}

/** Longer ones are not read by people in a preview. */
const longestText = 64 * 1024;

/** Files with their content, as far as it is text that one would read. */
export async function withTexts(
  folder: string,
  files: readonly PreviewFile[],
): Promise<PreviewFile[]> {
  return Promise.all(
    files.map(async file => {
      if (file.bytes > longestText) return file;
      const text = await readFile(join(folder, file.path), 'utf8');
      return text.includes('\0') ? file : { ...file, text };
    }),
  );
}

/** Entities that a catalog-info.yaml describes, as kind and name; what is none is left out. */
export async function entitiesIn(
  file: string,
): Promise<{ kind: string; name: string }[]> {
  const text = await readFile(file, 'utf8');
  return parseAllDocuments(text).flatMap(document => {
    const entity = entitySchema.safeParse(document.toJS());
    return entity.success
      ? [{ kind: entity.data.kind, name: entity.data.metadata.name }]
      : [];
  });
}
