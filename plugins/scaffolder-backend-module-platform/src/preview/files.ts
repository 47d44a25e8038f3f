import { readFile, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

/** A file that will be in the repository. */
export interface PreviewFile {
  readonly path: string;
  readonly bytes: number;
}

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
