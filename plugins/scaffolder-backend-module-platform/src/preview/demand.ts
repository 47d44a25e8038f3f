import { InputError } from '@backstage/errors';
import { thousandths } from '@pilothouse/plugin-platform-node';
import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import { z } from 'zod';

const amounts = z
  .object({
    cpu: z.union([z.string(), z.number()]).optional(),
    memory: z.union([z.string(), z.number()]).optional(),
  })
  .nullish();

/** What is read of the values of a chart; laid out as `helm create` does. */
const valuesSchema = z.object({
  replicaCount: z.number().int().nonnegative().nullish(),
  autoscaling: z
    .object({
      enabled: z.boolean().nullish(),
      minReplicas: z.number().int().positive().nullish(),
    })
    .nullish(),
  resources: z.object({ requests: amounts, limits: amounts }).nullish(),
});

/** Values of a chart. */
export type Values = Readonly<Record<string, unknown>>;

/** What a chart asks of one pod, in thousandths, by the names that quotas have for it. */
export interface Demand {
  readonly pods: number;
  /** Missing where the chart names none. */
  readonly perPod: Readonly<
    Record<
      'requests.cpu' | 'requests.memory' | 'limits.cpu' | 'limits.memory',
      number | undefined
    >
  >;
}

/**
 * What a chart asks for with some values.
 *
 * @throws InputError for values that are none of a chart
 */
export function demandOf(values: Values): Demand {
  const { autoscaling, replicaCount, resources } = readValues(values);
  const pods = autoscaling?.enabled
    ? autoscaling.minReplicas ?? 1
    : replicaCount ?? 1;
  return {
    pods,
    perPod: {
      'requests.cpu': thousandths(resources?.requests?.cpu),
      'requests.memory': thousandths(resources?.requests?.memory),
      'limits.cpu': thousandths(resources?.limits?.cpu),
      'limits.memory': thousandths(resources?.limits?.memory),
    },
  };
}

/**
 * What a chart has its container ask for, in quantities as it writes them.
 *
 * @throws InputError for values that are none of a chart
 */
export function resourcesOf(values: Values): ResourceRequirements {
  const { resources } = readValues(values);
  const written = (of: z.infer<typeof amounts>) =>
    Object.fromEntries(
      Object.entries(of ?? {}).map(([name, amount]) => [name, `${amount}`]),
    );
  return {
    requests: written(resources?.requests),
    limits: written(resources?.limits),
  };
}

function readValues(values: Values): z.infer<typeof valuesSchema> {
  const read = valuesSchema.safeParse(values);
  if (!read.success) {
    throw new InputError(
      `The values of the chart cannot be read: ${z.prettifyError(read.error)}`,
    );
  }
  return read.data;
}

/** Lays values over others, as Helm does: objects are merged, all else is replaced. */
export function merged(below: Values, above: Values): Values {
  const all: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const known = all[key];
    all[key] =
      isValues(known) && isValues(value) ? merged(known, value) : value;
  }
  return all;
}

/** Whether something has values in it. */
export function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
