import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-common';
import type { CreationClient } from '../data/client';
import { entityFilterOf, type Named } from '../data/entities';

/** How long a form waits for names at most. */
const patienceMs = 3_000;

type Step = TemplateParameterSchema['steps'][number];
type Property = Readonly<Record<string, unknown>>;

/**
 * The pages of a form, in which fields that keep the reference of an entity know the names of all
 * that can be chosen. The stock review shows the name of a value only where its schema has it.
 *
 * @param client - where names are asked for; without a quick answer values stay without names
 */
export async function withNames(
  steps: readonly Step[],
  client: Pick<CreationClient, 'choices' | 'entities'>,
): Promise<Step[]> {
  let asked: ReturnType<CreationClient['choices']> | undefined;
  const owners = async () => (await (asked ??= client.choices())).owners;
  const namesOf = async (property: Property): Promise<readonly Named[]> => {
    switch (property['ui:field']) {
      case 'PilothouseTeam':
        return await owners();
      case 'PilothouseApplication':
        return (await owners()).flatMap(({ applications }) => applications);
      case 'PilothouseEntity':
        return await client.entities(
          entityFilterOf(property['ui:options']) ?? {},
        );
      default:
        return [];
    }
  };
  const named = async (property: Property): Promise<Property> => {
    // The form is of use without names, and its fields say what could not be read.
    const names = await soon(namesOf(property)).catch(() => []);
    const titles = new Map(names.map(({ ref, title }) => [ref, title]));
    return titles.size === 0
      ? property
      : {
          ...property,
          enum: [...titles.keys()],
          enumNames: [...titles.values()],
        };
  };
  return await Promise.all(
    steps.map(async ({ schema, ...step }) => {
      const entries = Object.entries(recordOf(schema.properties));
      const properties = await Promise.all(
        entries.map(
          async ([key, property]) =>
            [key, await named(recordOf(property))] as const,
        ),
      );
      return {
        ...step,
        schema: entries.length
          ? { ...schema, properties: Object.fromEntries(properties) }
          : schema,
      } as Step;
    }),
  );
}

/** What is known in time; nothing where that takes too long. */
async function soon(
  names: Promise<readonly Named[]>,
): Promise<readonly Named[]> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<readonly Named[]>(resolve => {
    timer = setTimeout(() => resolve([]), patienceMs);
  });
  try {
    return await Promise.race([names, late]);
  } finally {
    clearTimeout(timer);
  }
}

function recordOf(value: unknown): Property {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
