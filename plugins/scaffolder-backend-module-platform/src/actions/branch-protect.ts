import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { teamOf } from '../service/name';
import { repositoryOf } from '../service/service';
import { example } from './example';
import { fields } from './fields';
import { makerFor } from './maker';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:branch:protect';

/** Has the git server keep the history of the branch that is deployed. */
export function branchProtect(surroundings: Surroundings) {
  const { git, integrations, people } = surroundings;
  return createTemplateAction({
    id,
    description:
      'Has the git server refuse to delete a branch or to write its history anew. Whoever may write may push to it. A rule that the branch has stays as it is. May be repeated.',
    examples: [
      example('Keep the history of what is deployed', id, {
        repoUrl: 'git.example.com?owner=shop&repo=checkout',
      }),
    ],
    schema: {
      input: {
        repoUrl: fields.repoUrl,
        branch: z => z.string().optional().describe('main by default'),
      },
      output: {
        branch: z => z.string(),
      },
    },
    async handler(ctx) {
      const { signal } = ctx;
      const { branch = 'main', repoUrl } = ctx.input;
      const repository = repositoryOf(repoUrl, integrations);
      await makerFor(people, ctx, teamOf(repository.owner));
      const created = await git
        .at(repository.host)
        .protectBranch(repository, branch, signal);
      const { owner, name } = repository;
      ctx.logger.info(
        created
          ? `${owner}/${name} keeps the history of ${branch}`
          : `${owner}/${name} had a rule for ${branch}, which stays as it is`,
      );
      ctx.output('branch', branch);
    },
  });
}
