import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { createConfigSecretEnumerator } from '@backstage/backend-defaults/rootConfig';
import { WinstonLogger } from '@backstage/backend-defaults/rootLogger';
import type { Config } from '@backstage/config';
import { format, transports, type Logform } from 'winston';
import { z } from 'zod';
import { requestId } from './request-context';

const matcher = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])),
]);

const settingsSchema = z.object({
  level: z.string().optional(),
  meta: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .optional(),
  overrides: z
    .array(
      z.object({ matchers: z.record(z.string(), matcher), level: z.string() }),
    )
    .optional(),
});

/** Adds the id of the request to whatever is logged while it is answered. */
export const addRequestId = format((line: Logform.TransformableInfo) => {
  const id = requestId();
  return id ? { ...line, requestId: id } : line;
});

/**
 * Backstage's own logger, with the same settings in `backend.logger` and secrets redacted
 * in the same way, whose lines name the request that they belong to.
 */
export const rootLogger = createServiceFactory({
  service: coreServices.rootLogger,
  deps: { config: coreServices.rootConfig },
  async factory({ config }) {
    const { level, meta } = settingsOf(config);
    const lines =
      process.env.NODE_ENV === 'production'
        ? format.json()
        : WinstonLogger.colorFormat();
    const logger = WinstonLogger.create({
      meta: { service: 'backstage', ...meta },
      level: process.env.LOG_LEVEL ?? level ?? 'info',
      format: format.combine(addRequestId(), lines),
      transports: [new transports.Console()],
    });
    const secrets = await createConfigSecretEnumerator({ logger });
    const follow = () => {
      logger.addRedactions(secrets(config));
      logger.setLevelOverrides(settingsOf(config).overrides ?? []);
    };
    follow();
    config.subscribe?.(follow);
    return logger;
  },
});

function settingsOf(config: Config): z.infer<typeof settingsSchema> {
  return settingsSchema.parse(config.getOptional('backend.logger') ?? {});
}
