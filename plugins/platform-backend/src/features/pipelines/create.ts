import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, type Entity } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import {
  pipelinesAnswerInputPermission,
  pipelinesReadPermission,
} from '@pilothouse/plugin-platform-common';
import type { CiServer } from '@pilothouse/plugin-platform-node';
import { z } from 'zod';
import { visibleCatalogs } from '../../catalog';
import { allSources } from '../../live/sources/Source';
import type { CatalogReader } from '../../catalog/CatalogReader';
import type { KubeService } from '../../kube/KubeService';
import type { Sight } from '../../sight';
import { PipelineAccess } from './access';
import { readJobTrust } from './config';
import { pipelinesAnswers } from './live';
import { MainRuns } from './MainRuns';
import { orderProcedures } from './orders';
import { readingProcedures } from './procedures';
import { runQuestion } from './questions';
import { Readings, type Pace } from './Readings';
import type { RunOrders } from './RunOrders';
import { withOrders } from './whoOrdered';

/**
 * Runs of pipelines: what is answered, live and once, and what can be ordered.
 *
 * @throws InputError for a setting that is wrong
 */
export function createPipelines(options: {
  auditor: AuditorService;
  /** The whole catalog, whoever asks. */
  catalog: CatalogReader;
  catalogOf: Sight['catalogOf'];
  ciServer: CiServer;
  config: RootConfigService;
  httpAuth: HttpAuthService;
  kube: Pick<KubeService, 'reader'>;
  logger: LoggerService;
  /** Where it is not as usual. */
  pace?: Partial<Pace>;
  permissions: PermissionsService;
  runOrders: RunOrders;
  /** Fires when the portal shuts down. */
  signal: AbortSignal;
}) {
  const { ciServer, logger, runOrders, signal } = options;
  const reading = {
    onError: (error: unknown) =>
      logger.error('Asking the CI server failed', toError(error)),
    pace: options.pace,
  };
  const nameOf = (ref: string) =>
    nameOfPerson(options.catalog.entity(ref), ref);
  const ci = withOrders(ciServer, {
    nameOf,
    onError: error =>
      logger.error('Who ordered runs could not be read', toError(error)),
    orders: runOrders,
  });
  const readings = new Readings(reading);
  const mainRuns = new MainRuns({ ...reading, ci });
  const all = [readings, mainRuns];
  const close = () => all.forEach(each => each.close());
  signal.addEventListener('abort', close, { once: true });
  const { catalog, catalogOf, permissions } = options;
  const access = new PipelineAccess({
    answerableOf: visibleCatalogs(
      catalog,
      permissions,
      pipelinesAnswerInputPermission,
    ),
    catalogOf,
    permissions,
    toldOf: visibleCatalogs(catalog, permissions, pipelinesReadPermission),
  });
  const trust = readJobTrust(options.config);
  const dependencies = { ...options, access, ci, mainRuns, readings, trust };
  const hasten = (job: string) => all.forEach(each => each.hasten(job));
  return {
    answers: pipelinesAnswers(dependencies),
    procedures: {
      ...readingProcedures(dependencies),
      ...orderProcedures({
        ...dependencies,
        ci: ciServer,
        questionOf: (run, inputId) =>
          readings
            .known(runQuestion(ci, run))
            .heard?.value?.inputs.find(({ id }) => id === inputId)?.message,
        readings: { hasten },
      }),
    },
    source: allSources(all),
  };
}

const personSchema = z.object({
  profile: z.object({ displayName: z.string().min(1) }),
});

/** What a person is called, or else their name in the catalog. */
function nameOfPerson(entity: Entity | undefined, ref: string): string {
  const read = personSchema.safeParse(entity?.spec);
  return read.success
    ? read.data.profile.displayName
    : parseEntityRef(ref).name;
}
