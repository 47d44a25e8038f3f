import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { CiServer } from '@pilothouse/plugin-platform-node';
import type { Allows } from '../../permissions';
import type { Sight } from '../../sight';
import { PipelineAccess } from './access';
import { pipelinesAnswers } from './live';
import { orderProcedures } from './orders';
import { readingProcedures } from './procedures';
import { Readings } from './Readings';

/** Runs of pipelines: what is answered, live and once, and what can be ordered. */
export function createPipelines(options: {
  allows: Allows;
  auditor: AuditorService;
  catalogOf: Sight['catalogOf'];
  ciServer: CiServer;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  permissions: PermissionsService;
  /** Fires when the portal shuts down. */
  signal: AbortSignal;
}) {
  const { ciServer: ci, logger, signal } = options;
  const readings = new Readings({
    onError: error =>
      logger.error('Asking the CI server failed', toError(error)),
  });
  signal.addEventListener('abort', () => readings.close(), { once: true });
  const access = new PipelineAccess(options);
  const dependencies = { ...options, access, ci, readings };
  return {
    answers: pipelinesAnswers(dependencies),
    procedures: {
      ...readingProcedures(dependencies),
      ...orderProcedures(dependencies),
    },
    source: readings,
  };
}
