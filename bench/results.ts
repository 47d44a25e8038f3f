import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Figure } from './figure.ts';

const fileSchema = z.object({
  figures: z.array(
    z.object({
      figure: z.string(),
      unit: z.string(),
      ours: z.number().optional(),
      reference: z.number().optional(),
      goal: z.number(),
      wanted: z.enum(['at most', 'at least']),
      met: z.boolean().optional(),
      measuredOn: z.iso.date().optional(),
    }),
  ),
});

/**
 * What is known after a run: what it measured takes the place of what an earlier run did,
 * and what it did not measure stays, each with the day on which it was measured.
 */
export function merge(
  before: readonly Figure[],
  run: readonly Figure[],
  measuredOn: string,
): Figure[] {
  const now = run.map(figure =>
    figure.ours === undefined ? figure : { ...figure, measuredOn },
  );
  const measured = new Map(
    now
      .filter(({ ours }) => ours !== undefined)
      .map(figure => [figure.figure, figure]),
  );
  const known = new Set(before.map(({ figure }) => figure));
  return [
    ...before.map(figure => measured.get(figure.figure) ?? figure),
    ...now.filter(({ figure }) => !known.has(figure)),
  ];
}

/**
 * Figures of earlier runs.
 *
 * @param file - path of `latest.json`; none are known when it does not exist
 * @throws when the file is not one that `writeFigures` wrote
 */
export async function readFigures(file: string): Promise<Figure[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  });
  if (text === undefined) return [];
  return fileSchema
    .parse(JSON.parse(text))
    .figures.map(({ ours, met, ...figure }) => ({ ...figure, ours, met }));
}

/** Writes the figures, for the next run and for those who draw them. */
export async function writeFigures(
  file: string,
  figures: readonly Figure[],
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ figures }, null, 2)}\n`);
}
