import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Surroundings } from '../actions/Surroundings';
import { Deletions } from '../deletion/Deletions';
import { Tools } from '../tools/Tools';
import { Creation, noTask } from './Creation';
import { creationRouter } from './router';
import { writtenBy, type TemplateRunOptions } from './TemplateRun';

/** Routes for the form of a service, put together from what the backend has. */
export function creationRoutes(
  options: Omit<TemplateRunOptions, 'integrations'> & {
    readonly catalog: Pick<CatalogService, 'getEntities' | 'getEntityByRef'>;
    readonly config: Config;
    readonly httpAuth: HttpAuthService;
    readonly permissions: PermissionsService;
    readonly surroundings: Surroundings;
  },
) {
  const { config } = options;
  const integrations = ScmIntegrations.fromConfig(config);
  const parameters = 'scaffolder.defaultEnvironment.parameters';
  const { ci } = options.surroundings;
  const tools = new Tools({ ...options, ci });
  const creation = new Creation({
    ...options,
    tools,
    gitHost: config.getOptionalString(`${parameters}.gitHost`),
    write: (...asked) => writtenBy({ ...options, integrations }, ...asked),
  });
  const deletions = new Deletions(options.surroundings);
  return creationRouter({
    ...options,
    creation,
    tools,
    deletionPlan: async (entityRef, credentials, signal) => {
      const { people } = options.surroundings;
      const userEntityRef = people.personOf(credentials);
      const maker = { taskId: noTask, userEntityRef };
      return deletions.plan(entityRef, { credentials, maker }, signal);
    },
  });
}
