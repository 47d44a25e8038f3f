import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { GitHost, RepositoryName } from '../git/GitHost';
import { teamOf } from '../service/name';
import { repositoryOf } from '../service/service';
import { example } from './example';
import { fields } from './fields';
import { makerFor } from './maker';
import { poll } from './poll';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:repository:publish';
/** How long a git server may take to show what was pushed to it. */
const shownMs = 60_000;

/** Makes a repository of the files of the workspace, and goes on with one that it has begun. */
export function repositoryPublish(surroundings: Surroundings) {
  const { claiming, git, integrations, people, pauseMs, pushes, settings } =
    surroundings;
  return createTemplateAction({
    id,
    description:
      'Makes a repository at a git server, with the files of the workspace as its first commit, in the place of publish:gitea. May be repeated: a run that goes on after the portal was started again goes on with the repository that it has begun; one that somebody else has made is refused.',
    examples: [
      example('Publish the files', id, {
        repoUrl: 'git.example.com?owner=shop&repo=checkout',
        description: 'Takes the orders of the shop',
      }),
    ],
    schema: {
      input: {
        repoUrl: fields.repoUrl,
        description: z => z.string().optional(),
        defaultBranch: z => z.string().optional().describe('main'),
        repoVisibility: z =>
          z.enum(['private', 'public']).optional().describe('private'),
        sourcePath: z =>
          z.string().optional().describe('Folder of the workspace; all of it'),
      },
      output: {
        remoteUrl: z => z.string().describe('From which it is cloned'),
        repoContentsUrl: z => z.string().describe('Of its root, for people'),
        commitHash: z => z.string().describe('The commit of its branch'),
      },
    },
    async handler(ctx) {
      const { logger, signal } = ctx;
      const { defaultBranch: branch = 'main', sourcePath = '.' } = ctx.input;
      const address = repositoryOf(ctx.input.repoUrl, integrations);
      const { host, ...repository } = address;
      const words = `${repository.owner}/${repository.name}`;
      const maker = await makerFor(people, ctx, teamOf(repository.owner));
      const server = git.at(host);
      const thing = { kind: 'repository', ...address } as const;
      const foreign = () =>
        new ConflictError(
          `There is a repository ${words} at ${host}, which this run has not made: choose another name`,
        );
      if (!(await claiming.ifNew(maker, thing, signal))) throw foreign();
      const { description = '', repoVisibility } = ctx.input;
      const isPrivate = repoVisibility !== 'public';
      const isMade = await server.create(
        { ...repository, defaultBranch: branch, description, isPrivate },
        signal,
      );
      const line = `Pilothouse-Task: ${ctx.task.id}`;
      const isPublished =
        !isMade &&
        (await server.hasCommit(repository, { branch, line }, signal));
      if (!isPublished) {
        // Somebody may have made one since the name was claimed.
        if (!isMade && !(await isBegun(server, repository, signal))) {
          await claiming.leave(maker, thing);
          throw foreign();
        }
        const folder = resolveSafeChildPath(ctx.workspacePath, sourcePath);
        // A commit that was never pushed would be the parent of the first one.
        await rm(join(folder, '.git'), { recursive: true, force: true });
        const { author, message = 'initial commit' } = settings.commit;
        await pushes.use(() =>
          server.push(repository, {
            author,
            branch,
            folder,
            logger,
            message: `${message}\n\n${line}`,
          }),
        );
      }
      const head = () => server.head(repository, branch, signal);
      const commitHash = await poll(head, {
        pauseMs,
        timeoutMs: shownMs,
        signal,
        late: () =>
          new ServiceUnavailableError(
            `The git server ${host} does not show the branch ${branch} of ${words}, to which the files were pushed a minute ago`,
          ),
      });
      const remoteUrl = server.cloneUrl(repository);
      const url = remoteUrl.replace(/\.git$/, '');
      logger.info(`${words} is at ${url}`);
      ctx.output('remoteUrl', remoteUrl);
      ctx.output('repoContentsUrl', `${url}/src/branch/${branch}/`);
      ctx.output('commitHash', commitHash);
    },
  });
}

/** Whether a repository is as a run leaves it that ends before it pushes. */
async function isBegun(
  server: GitHost,
  repository: RepositoryName,
  signal?: AbortSignal,
): Promise<boolean> {
  const { branches, hasIssues, others } = await server.contents(
    repository,
    signal,
  );
  return branches.length === 0 && !hasIssues && others.length === 0;
}
