import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, isError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { isWithin } from '../things/catalog';
import type { RepositoryAddress } from '../things/thing';
import { example } from './example';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:catalog:register';

/** Registers the file of a repository in the catalog, also where the run has done so before. */
export function catalogRegister({
  auth,
  catalog,
  claims,
  git,
  integrations,
}: Surroundings) {
  return createTemplateAction({
    id,
    description:
      'Registers the file of a repository in the catalog, in the place of catalog:register. May be repeated: a run that goes on after the portal was started again takes what it has registered.',
    examples: [
      example('Register it', id, {
        repoContentsUrl:
          'https://git.example.com/shop/checkout/src/branch/main/',
      }),
    ],
    schema: {
      input: {
        repoContentsUrl: z =>
          z.string().describe('Of the root of the repository'),
        catalogInfoPath: z =>
          z.string().optional().describe('catalog-info.yaml'),
      },
      output: {
        entityRef: z => z.string().describe('Of the first entity of the file'),
        catalogInfoUrl: z => z.string(),
      },
    },
    async handler(ctx) {
      const { catalogInfoPath = 'catalog-info.yaml', repoContentsUrl } =
        ctx.input;
      const integration = integrations.byUrl(repoContentsUrl);
      if (!integration) {
        throw new InputError(
          `No integration is configured for ${repoContentsUrl}`,
        );
      }
      const target = integration.resolveUrl({
        base: repoContentsUrl,
        url: catalogInfoPath.replace(/^\/+/, ''),
      });
      const location = { type: 'url', target };
      const own = await claims.ofTask(ctx.task.id);
      const isOwn = own.some(
        ({ thing }) =>
          thing.kind === 'registration' &&
          isWithin(target, folderOf(git, thing.repository)),
      );
      const register = async (credentials: BackstageCredentials) => {
        await catalog.addLocation(
          { ...location, onConflict: isOwn ? 'refresh' : 'reject' },
          { credentials },
        );
        return catalog.addLocation(
          { ...location, dryRun: true },
          { credentials },
        );
      };
      const person = await ctx.getInitiatorCredentials();
      const { entities } = await register(person).catch(async error => {
        // A run may wait for longer than the person's token is good. That they may register
        // was seen when the run claimed the entity.
        if (!isOwn || !isTooLate(error)) throw error;
        return register(await auth.getOwnServiceCredentials());
      });
      const told = entities.filter(
        ({ metadata: { name } }) => !name.startsWith('generated-'),
      );
      const first = told.find(({ kind }) => kind === 'Component') ?? told[0];
      if (first) ctx.output('entityRef', stringifyEntityRef(first));
      ctx.logger.info(`Registered ${target} in the catalog`);
      ctx.output('catalogInfoUrl', target);
    },
  });
}

/** Address below which the files of a repository are. */
function folderOf(
  git: Surroundings['git'],
  repository: RepositoryAddress,
): string {
  const url = git.at(repository.host).cloneUrl(repository);
  return `${url.replace(/\.git$/, '')}/`;
}

/** Whether the catalog no longer takes a token. */
function isTooLate(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'AuthenticationError' || error.statusCode === 401)
  );
}
