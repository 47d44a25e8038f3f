import { valuesSchema, type Values } from '@pilothouse/plugin-platform-common';
import type { CustomObject } from '@pilothouse/plugin-platform-node';
import { z } from 'zod';

/** What is in another shape counts as missing, so that the rest can be shown. */
const lenient = <T extends z.ZodType>(schema: T) =>
  schema.optional().catch(undefined);

const text = z.string().min(1);
const metadata = z.object({
  name: text,
  namespace: lenient(text),
  generation: lenient(z.number()),
});
/** By the controller; the public kind has no field for it. */
const planUpdatable = 'servicecatalog.pilothouse.dev/plan-updatable';
const ref = lenient(z.object({ name: text }));
const offered = {
  externalName: text,
  externalID: text,
  description: lenient(text),
  externalMetadata: valuesSchema.catch({}),
  clusterServiceBrokerName: lenient(text),
  serviceBrokerName: lenient(text),
};
const status = z
  .object({ removedFromBrokerCatalog: z.boolean().catch(false) })
  .catch({ removedFromBrokerCatalog: false });

const classSchema = z.object({
  metadata,
  spec: z.object({
    ...offered,
    bindable: z.boolean().catch(false),
    planUpdatable: z.boolean().catch(false),
    tags: z.array(z.string()).catch([]),
  }),
  status,
});

const planSchema = z.object({
  metadata: metadata.extend({
    annotations: lenient(
      z.object({ [planUpdatable]: lenient(z.enum(['true', 'false'])) }),
    ),
  }),
  spec: z.object({
    ...offered,
    clusterServiceClassRef: ref,
    serviceClassRef: ref,
    bindable: lenient(z.boolean()),
    free: lenient(z.boolean()),
    instanceCreateParameterSchema: lenient(valuesSchema),
    instanceUpdateParameterSchema: lenient(valuesSchema),
    serviceBindingCreateParameterSchema: lenient(valuesSchema),
  }),
  status,
});

/** A service that a broker offers, as far as it is read. */
export type ServiceClass = z.infer<typeof classSchema>;

/** A plan of a service, as far as it is read. */
export type ServicePlan = z.infer<typeof planSchema>;

/** Whether instances may change from a plan to another one of its class. */
export function isPlanUpdatable(
  { spec }: ServiceClass,
  plan: ServicePlan | undefined,
): boolean {
  const own = plan?.metadata.annotations?.[planUpdatable];
  return own === undefined ? spec.planUpdatable : own === 'true';
}

/** Those of some objects that are classes. */
export function classesOf(objects: readonly CustomObject[]): ServiceClass[] {
  return objects.flatMap(object => classSchema.safeParse(object).data ?? []);
}

/** Those of some objects that are plans. */
export function plansOf(objects: readonly CustomObject[]): ServicePlan[] {
  return objects.flatMap(object => planSchema.safeParse(object).data ?? []);
}

/** The fields of an object; none of one in another shape. */
export function specOf({ spec }: CustomObject): Values {
  return valuesSchema.safeParse(spec).data ?? {};
}

/** A text that is there and says something. */
export function textIn(values: Values, name: string): string | undefined {
  return text.safeParse(values[name]).data;
}
