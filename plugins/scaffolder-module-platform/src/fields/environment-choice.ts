import type { CreationChoices } from '@pilothouse/plugin-platform-common';
import { z } from 'zod';

const itemsSchema = z.object({
  items: z.object({
    enum: z.array(z.string()),
    enumNames: z.array(z.string()).optional(),
  }),
});

/**
 * Environments of a team in the order in which the template goes through them; all that the
 * team has where the template names none. While clusters are silent, what was chosen may be
 * in one of them, and stays.
 */
export function environmentsOf(
  schema: unknown,
  choices: CreationChoices | undefined,
  owner: string | undefined,
  chosen: readonly string[],
): string[] {
  const told =
    choices?.owners.find(({ ref }) => ref === owner)?.environments ?? [];
  const own = choices?.silentClusters.length
    ? [...new Set([...told, ...chosen])]
    : told;
  const read = itemsSchema.safeParse(schema);
  if (!read.success) return own;
  return read.data.items.enum.filter(each => own.includes(each));
}

/** What the template calls environments. */
export function namesOf(schema: unknown): ReadonlyMap<string, string> {
  const read = itemsSchema.safeParse(schema);
  if (!read.success) return new Map();
  const { enum: values, enumNames = [] } = read.data.items;
  return new Map(values.map((value, at) => [value, enumNames[at] ?? value]));
}

/** What was chosen as far as it can be, or the first that can. */
export function chosenOf(
  chosen: readonly string[],
  options: readonly string[],
): string[] {
  const possible = options.filter(each => chosen.includes(each));
  const isLost = possible.length === 0 && chosen.length > 0;
  return isLost ? options.slice(0, 1) : possible;
}
