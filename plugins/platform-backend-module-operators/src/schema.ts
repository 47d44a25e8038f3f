import {
  categories,
  itemNameSchema,
  operations,
  termSchema,
  valuesSchema,
  wordsSchema,
} from '@pilothouse/plugin-platform-common';
import { z } from 'zod';
import { placeholdersOf } from './paths';
import { backupsSchema } from './schema-backups';
import { contentsSchema } from './schema-contents';
import {
  fieldPath,
  kindSchema,
  labelsSchema,
  namingLabels,
  path,
  port,
  statusSchema,
  template,
} from './schema-parts';

export type { ContentRules } from './schema-contents';
export { nameItself, type Test } from './schema-parts';

const endpointSchema = z.union([
  z.strictObject({
    title: wordsSchema,
    service: template,
    port: port.optional(),
  }),
  z.strictObject({ title: wordsSchema, host: template, port: port.optional() }),
]);

const removedSecrets = z.array(z.string().min(1)).default([]);

const demandSchema = z.strictObject({
  /** A list below `spec`, each entry of which counts by itself. */
  each: path.optional(),
  /** How many pods there are: a number, or where it stands. */
  pods: z.union([z.number().int().min(0), path]),
  /** As many as there are where nothing stands. */
  usually: z.number().int().min(0).default(1),
  /** Where the requests and limits of one pod stand. */
  resources: path.optional(),
  /** Where the sizes of the volumes of one pod stand. */
  storage: z.array(path).default([]),
  /** How many volumes of such a size a pod has, where it is not one. */
  volumes: path.optional(),
});

/** What of `spec` an order counts for quotas. */
export type DemandRule = z.infer<typeof demandSchema>;

/** What can be told of an instance before there is one: its name alone. */
function isOfNameAlone(text: string): boolean {
  return placeholdersOf(text).every(name => name === 'metadata.name');
}

const byNameMessage =
  'is made of the name of the instance, by the placeholder {metadata.name} and no other';

const companionSchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[a-z][A-Za-z0-9]*$/,
      'must be the name of a field, for example nodePool',
    ),
  kind: kindSchema,
  object: template.refine(isOfNameAlone, { message: byNameMessage }),
  labels: labelsSchema
    .refine(labels => Object.values(labels).every(isOfNameAlone), {
      message: byNameMessage,
    })
    .default({}),
});

/** How an object of another kind is part of an instance. */
export type CompanionRule = z.infer<typeof companionSchema>;

/**
 * How the operator is had to make new credentials, where it does and applies them; where it
 * does not, what to do instead.
 */
const rotationSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('deletion') }),
  z.strictObject({
    by: z.literal('emptying'),
    keys: z.array(z.string().min(1)).min(1),
  }),
  z.strictObject({ by: z.literal('hand'), words: wordsSchema }),
]);

const grantsSchema = z.strictObject({
  kind: kindSchema,
  /** By which it says whose credentials it asks for; one has the name of the instance. */
  labels: namingLabels,
  /** What is made to ask for credentials. */
  spec: valuesSchema,
  title: wordsSchema,
  /** Where the credentials are then. */
  secret: template,
  keys: z.array(z.string().min(1)).min(1),
  /** Those that services usually want; all of them unless told. */
  proposed: z.array(z.string().min(1)).min(1).optional(),
  rotation: rotationSchema.optional(),
  status: statusSchema,
});

/** How credentials of an operator are asked for. */
export type GrantRules = z.infer<typeof grantsSchema>;

const definitionParts = z.strictObject({
  name: itemNameSchema,
  title: z.string().min(1),
  summary: wordsSchema,
  category: z.enum(categories),
  operator: z.strictObject({
    name: z.string().min(1),
    url: z.url().optional(),
  }),
  operations: z.array(z.enum(operations)).default([]),
  kind: kindSchema,
  /** Labels that all carry which belongs to an instance. */
  labels: labelsSchema,
  /** Objects of other kinds that are part of an instance. */
  companions: z.array(companionSchema).default([]),
  fields: z
    .array(
      z.strictObject({
        path: fieldPath,
        title: wordsSchema,
        help: wordsSchema.optional(),
      }),
    )
    .min(1),
  plans: z.tuple(
    [
      z.strictObject({
        name: itemNameSchema,
        title: wordsSchema,
        summary: wordsSchema,
        values: valuesSchema,
      }),
    ],
    z.strictObject({
      name: itemNameSchema,
      title: wordsSchema,
      summary: wordsSchema,
      values: valuesSchema,
    }),
  ),
  status: statusSchema,
  endpoints: z.array(endpointSchema).default([]),
  credentials: z
    .array(
      z
        .strictObject({
          title: wordsSchema,
          secret: template,
          keys: z.array(z.string().min(1)),
          /** Those that services usually want; all of them unless told. */
          proposed: z.array(z.string().min(1)).min(1).optional(),
          rotation: rotationSchema.optional(),
          /** What an object must have for the Secret to be made; missing where it always is. */
          where: path.optional(),
        })
        .refine(
          ({ keys, proposed = [] }) =>
            proposed.every(key => keys.includes(key)),
          { path: ['proposed'], message: 'must be some of its keys' },
        ),
    )
    .default([]),
  /** What to say of an instance that asks for no credentials: one where nothing stands there. */
  open: z.strictObject({ unless: path, words: wordsSchema }).optional(),
  demand: z.array(demandSchema).default([]),
  /**
   * That the operator removes the volumes of an instance that is deleted, though nothing says
   * that they belong to it: unless `true` stands there, or where it has that finalizer. With
   * them go the Secrets of these names, in which `*` at the end stands for anything.
   */
  removesVolumes: z
    .union([
      z.strictObject({ unless: path, secrets: removedSecrets }),
      z.strictObject({
        finalizer: z.string().min(1),
        secrets: removedSecrets,
      }),
    ])
    .optional(),
  /** How credentials are had where each is asked for by an object of its own. */
  grants: grantsSchema.optional(),
  /** What instances hold that is made one by one. */
  contents: contentsSchema.optional(),
  backups: backupsSchema.optional(),
  /** What to say in place of `backups`, where the operator makes none that the portal asks for. */
  unbacked: wordsSchema.optional(),
  /** What plans cost, their limits and defaults. */
  terms: z.array(termSchema).optional(),
});

/** A file that tells how the instances of an operator are ordered and read. */
export const definitionSchema = definitionParts.superRefine(
  ({ backups, companions, operations: able, plans, ...rest }, context) => {
    const { terms = [], unbacked } = rest;
    const say = (where: PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', path: where, message });
    if (backups && unbacked) {
      say(['unbacked'], 'there are backups; leave one of the two out');
    }
    able.forEach((operation, i) => {
      const has = { backup: backups, restore: backups?.restore };
      if (!Object.hasOwn(has, operation)) return;
      if (has[operation as keyof typeof has]) return;
      say(
        ['operations', i],
        `nothing below backups says how; leave ${operation} out`,
      );
    });
    companions.forEach(({ name, kind }, i) => {
      if (companions.findIndex(each => each.name === name) < i) {
        say(['companions', i, 'name'], `${name} is another's name already`);
      }
      plans.forEach(({ name: plan, values }, j) => {
        if (valuesSchema.safeParse(values[name]).success) return;
        say(
          ['plans', j, 'values'],
          `the plan ${plan} says nothing of ${name}, so that no ${kind.kind} would be made; add what its spec is to be below ${name}`,
        );
      });
    });
    const names = plans.map(({ name }) => name);
    terms.forEach(({ plans: named = [] }, i) =>
      named.forEach((name, j) => {
        if (names.includes(name)) return;
        say(
          ['terms', i, 'plans', j],
          `there is no plan ${name}; there are ${names.join(', ')}`,
        );
      }),
    );
  },
);

/** When an operator removes the volumes of an instance that is deleted. */
export type VolumeRule = NonNullable<
  z.infer<typeof definitionSchema>['removesVolumes']
>;

/** A file that tells how the instances of an operator are ordered and read. */
export type Definition = z.infer<typeof definitionSchema>;
