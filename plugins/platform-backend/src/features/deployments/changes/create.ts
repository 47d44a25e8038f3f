import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { Meter } from '@opentelemetry/api';
import type { ClusterAccess } from '../../../kube/access';
import type { KubeService } from '../../../kube/KubeService';
import { Writer } from '../../../kube/write';
import { readRestrictions } from '../../../rights';
import { Gate } from './Gate';
import { writeMetrics } from './metrics';
import { changeProcedures } from './procedures';

/**
 * Procedures that change workloads, or tell who may.
 *
 * @throws InputError when the configuration restricts what there is not
 */
export function createChanges(options: {
  access: ClusterAccess;
  auditor: AuditorService;
  config: RootConfigService;
  httpAuth: HttpAuthService;
  kube: KubeService;
  logger: LoggerService;
  meter: Meter;
  permissions: PermissionsService;
}) {
  const { access, auditor, config, httpAuth, kube, logger, permissions } =
    options;
  const gate = new Gate({
    access,
    kube: kube.reader,
    permissions,
    restrictions: readRestrictions(config),
    reviews: access.reviews,
  });
  const writer = new Writer({ kube, now: () => new Date() });
  return changeProcedures({
    auditor,
    counted: writeMetrics(options.meter),
    gate,
    httpAuth,
    kube: kube.reader,
    logger,
    writer,
  });
}
