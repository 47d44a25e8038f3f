import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { jobOf, loginIds, repositoryOf, serviceOf } from '../service/service';
import type { Login } from '../settings';
import { example } from './example';
import { fields } from './fields';
import { ensureTeamFolder } from './folder';
import { makerFor } from './maker';
import { pushLogin } from './push-login';
import { readLogin } from './read-login';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:ci-job:ensure';

/** Has the CI server build a service. */
export function ciJob(surroundings: Surroundings) {
  const { ci, claiming, git, integrations, people } = surroundings;
  return createTemplateAction({
    id,
    description:
      "Has the CI server build all branches of a service's repository: the folder of the team, its credentials pilothouse-git and pilothouse-registry (where the portal may make accounts at the git server, and where the registry has projects, accounts of the team's own, which are made with it), and in it a multibranch job, which looks for branches at once. May be repeated.",
    examples: [
      example('Build the service', id, {
        name: 'checkout',
        owner: 'group:default/shop',
        repoUrl: 'git.example.com?owner=shop&repo=checkout',
      }),
    ],
    schema: {
      input: {
        name: fields.name,
        owner: fields.owner,
        repoUrl: fields.repoUrl,
      },
      output: {
        jobFullName: z => z.string().describe('Full name of the job'),
        jobUrl: z => z.string().describe('Its page at the CI server'),
      },
    },
    async handler(ctx) {
      const { signal } = ctx;
      const service = serviceOf(ctx.input);
      const { team, name } = service;
      const repository = repositoryOf(ctx.input.repoUrl, integrations, service);
      const maker = await makerFor(people, ctx, team);
      await ensureTeamFolder(surroundings, maker, team, signal);
      const { host } = repository;
      const reading = await readLogin(
        surroundings,
        maker,
        { host, team },
        signal,
      );
      const logins = {
        [loginIds.git]: reading.login,
        [loginIds.registry]: await pushLogin(surroundings, maker, team, signal),
      };
      for (const [key, login] of Object.entries(logins)) {
        await ci.putCredential(credential(team, key, login), signal);
      }
      await reading.endOthers();
      const fullName = jobOf(service);
      const thing = { kind: 'job' as const, fullName };
      const mark = `Pilothouse-Task: ${maker.taskId}`;
      const isNew = await claiming.ifNew(maker, thing, signal);
      const before = isNew ? await ci.findJob(fullName, signal) : undefined;
      const leave = async () => {
        await claiming.leave(maker, thing);
        throw new ConflictError(
          `Somebody else has made the job ${fullName} at the CI server since this run began: have them move it away or rename it, and begin again`,
        );
      };
      if (before && !before.description.includes(mark)) await leave();
      const { created, url } = await ci.ensureMultibranchJob(
        {
          fullName,
          sourceUrl: git.at(repository.host).cloneUrl(repository),
          credentialsId: loginIds.git,
          // By it a run that is begun again knows what it has made.
          description: `Builds and deploys ${name} (${mark})`,
        },
        signal,
      );
      if (isNew && !before && !created) await leave();
      ctx.logger.info(
        created
          ? `The job ${fullName} was made`
          : `The job ${fullName} is there`,
      );
      ctx.output('jobFullName', fullName);
      ctx.output('jobUrl', url);
    },
  });
}

function credential(folder: string, key: string, login: Login) {
  return {
    folder,
    id: key,
    description:
      key === loginIds.git ? "Reads the team's repositories" : 'Pushes images',
    content: {
      kind: 'username-password' as const,
      username: login.username,
      password: login.password,
    },
  };
}
