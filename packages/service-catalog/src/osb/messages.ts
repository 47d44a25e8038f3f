import { z } from 'zod';

/** Version of the Open Service Broker API that is spoken. */
export const API_VERSION = '2.17';

/** The longest that the document allows for `operation`. */
const LONGEST_OPERATION = 10_000;

const nullIsNone = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform(value => value ?? undefined);
const operation = nullIsNone(z.string().max(LONGEST_OPERATION));
const optionalText = nullIsNone(z.string());

/** Bodies of what succeeded, by request; unknown fields are let be. */
export const bodies = {
  provision: z.looseObject({ dashboard_url: optionalText }),
  update: z.looseObject({ dashboard_url: optionalText }),
  deprovision: z.looseObject({}),
  bind: z.looseObject({
    credentials: nullIsNone(z.record(z.string(), z.unknown())),
  }),
  unbind: z.looseObject({}),
  fetchBinding: z.looseObject({
    credentials: nullIsNone(z.record(z.string(), z.unknown())),
  }),
  lastOperation: z.looseObject({
    state: z.enum(['in progress', 'succeeded', 'failed']),
    description: optionalText,
    instance_usable: nullIsNone(z.boolean()),
    update_repeatable: nullIsNone(z.boolean()),
  }),
} as const;

/** What the broker goes on with after its answer. */
export const acceptedSchema = z.looseObject({
  operation,
  dashboard_url: optionalText,
});

/** What a broker says of a refusal. */
export const refusalSchema = z.looseObject({
  error: z.string().optional().catch(undefined),
  description: z.string().optional().catch(undefined),
  instance_usable: z.boolean().optional().catch(undefined),
  update_repeatable: z.boolean().optional().catch(undefined),
});

const schemaOfParameters = z.looseObject({
  parameters: z.record(z.string(), z.unknown()).optional(),
});

const planSchema = z.looseObject({
  id: z.string().min(1),
  name: z.string().min(1),
  description: z.string().default(''),
  metadata: z.record(z.string(), z.unknown()).optional(),
  free: z.boolean().default(true),
  bindable: z.boolean().optional(),
  plan_updateable: z.boolean().optional(),
  maximum_polling_duration: z.number().int().positive().optional(),
  schemas: z
    .looseObject({
      service_instance: z
        .looseObject({
          create: schemaOfParameters.optional(),
          update: schemaOfParameters.optional(),
        })
        .optional(),
      service_binding: z
        .looseObject({ create: schemaOfParameters.optional() })
        .optional(),
    })
    .optional(),
});

const serviceSchema = z.looseObject({
  id: z.string().min(1),
  name: z.string().min(1),
  description: z.string().default(''),
  bindable: z.boolean(),
  tags: z.array(z.string()).default([]),
  requires: z.array(z.string()).default([]),
  metadata: z.record(z.string(), z.unknown()).optional(),
  plan_updateable: z.boolean().default(false),
  instances_retrievable: z.boolean().default(false),
  bindings_retrievable: z.boolean().default(false),
  plans: z.array(planSchema).min(1),
});

/** What a broker offers. Ids are unique in it, and so are names of services and of a service's plans. */
export const catalogSchema = z
  .looseObject({ services: z.array(serviceSchema) })
  .superRefine(({ services }, context) => {
    const plans = services.flatMap(service => service.plans);
    const ids = [...services, ...plans].map(({ id }) => id);
    const lists: readonly (readonly [string, readonly string[]])[] = [
      ['id', ids],
      ['name of a service', services.map(({ name }) => name)],
      ...services.map(
        service =>
          [
            `name of a plan of ${service.name}`,
            service.plans.map(({ name }) => name),
          ] as const,
      ),
    ];
    for (const [what, values] of lists) {
      const twice = values.find((value, i) => values.indexOf(value) !== i);
      if (twice !== undefined) {
        const message = `${JSON.stringify(twice)} is there twice as ${what}`;
        context.addIssue({ code: 'custom', message });
      }
    }
  });

export type Catalog = z.infer<typeof catalogSchema>;
export type CatalogService = Catalog['services'][number];
export type CatalogPlan = CatalogService['plans'][number];
