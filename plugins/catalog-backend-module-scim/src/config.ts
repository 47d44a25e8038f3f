import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { z } from 'zod';

/** One user center, as configured below `catalog.providers.scim`. */
export interface ScimConfig {
  /** Name of the section, which tells user centers apart. */
  readonly name: string;
  /** Base URL without a slash at its end. */
  readonly url: string;
  readonly token?: string;
  readonly namespace: string;
  readonly pageSize: number;
  /** From 0 to 100. */
  readonly maxRemovalPercent: number;
  readonly requestTimeoutMs: number;
  readonly schedule: SchedulerServiceTaskScheduleDefinition;
}

const section = 'catalog.providers.scim';

const valuesSchema = z.object({
  url: z
    .url({ protocol: /^https?$/ })
    .transform(url => url.replace(/\/+$/, '')),
  token: z.string().trim().min(1).optional(),
  namespace: z.string().min(1).default('default'),
  pageSize: z.number().int().min(1).max(10_000).default(200),
  maxRemovalPercent: z.number().min(0).max(100).default(50),
});

const defaultSchedule: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 2 },
};

/**
 * Reads all configured user centers; none when there is no such section.
 *
 * @throws InputError naming the key that is wrong
 */
export function readScimConfigs(root: Config): ScimConfig[] {
  const providers = root.getOptionalConfig(section);
  return (providers?.keys() ?? []).map(name =>
    readScimConfig(name, root.getConfig(`${section}.${name}`)),
  );
}

function readScimConfig(name: string, config: Config): ScimConfig {
  const values = valuesSchema.safeParse({
    url: config.getString('url'),
    token: config.getOptionalString('token'),
    namespace: config.getOptionalString('namespace'),
    pageSize: config.getOptionalNumber('pageSize'),
    maxRemovalPercent: config.getOptionalNumber('maxRemovalPercent'),
  });
  if (!values.success) {
    const [issue] = values.error.issues;
    throw new InputError(
      `${section}.${name}.${issue?.path.join('.')}: ${issue?.message}`,
    );
  }
  return {
    name,
    ...values.data,
    requestTimeoutMs: config.has('requestTimeout')
      ? durationToMilliseconds(
          readDurationFromConfig(config, { key: 'requestTimeout' }),
        )
      : 10_000,
    schedule: config.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : defaultSchedule,
  };
}
