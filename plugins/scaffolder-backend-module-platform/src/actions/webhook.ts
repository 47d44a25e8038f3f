import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { teamOf } from '../service/name';
import { repositoryOf } from '../service/service';
import { needed, webhookUrl } from '../settings';
import { example } from './example';
import { fields } from './fields';
import { makerFor } from './maker';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:webhook:ensure';

/** Has the git server tell the CI server of pushes. */
export function webhook(surroundings: Surroundings) {
  const { claiming, git, integrations, people, settings } = surroundings;
  return createTemplateAction({
    id,
    description:
      'Has the git server tell the CI server of every push to a repository, signed with the secret that both know. May be repeated.',
    examples: [
      example('Build after each push', id, {
        repoUrl: 'git.example.com?owner=shop&repo=checkout',
      }),
    ],
    schema: {
      input: { repoUrl: fields.repoUrl },
      output: {
        host: z => z.string().describe('Of the server that is told'),
      },
    },
    async handler(ctx) {
      const { signal } = ctx;
      const repository = repositoryOf(ctx.input.repoUrl, integrations);
      const maker = await makerFor(people, ctx, teamOf(repository.owner));
      const to = needed(settings.webhook, 'pilothouse.delivery.webhook');
      const server = git.at(repository.host);
      const url = webhookUrl(to, server.cloneUrl(repository));
      await claiming.ifNew(maker, { kind: 'hook', repository }, signal);
      await server.ensureHook(repository, { url, secret: to.secret }, signal);
      const { host } = new URL(url);
      ctx.logger.info(
        `Pushes to ${repository.owner}/${repository.name} are told to ${host}`,
      );
      ctx.output('host', host);
    },
  });
}
