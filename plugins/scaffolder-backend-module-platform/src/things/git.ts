import { ConflictError } from '@backstage/errors';
import type { CiServer } from '@pilothouse/plugin-platform-node';
import type { Contents, GitHosts } from '../git/GitHost';
import type { Handler } from './Handlers';
import { isInUse } from './registry';
import type { RepositoryAddress } from './thing';

/** Clocks of the portal and of a git server may differ by so much. */
const skewMs = 60_000;

/** Repositories of the git servers. */
export function repositories(hosts: GitHosts): Handler<'repository'> {
  return {
    async exists({ host, ...repository }, _maker, signal) {
      return (await hosts.at(host).find(repository, signal)) !== undefined;
    },
    async remove({ host, ...repository }, _maker, removal, signal) {
      const git = hosts.at(host);
      const found = await git.find(repository, signal);
      if (!found) return false;
      if (removal.kind === 'whole') return git.remove(repository, signal);
      const earliest = removal.since.getTime() - skewMs;
      // Whatever cannot be compared stays.
      if (!(found.createdAt.getTime() >= earliest)) {
        throw new ConflictError(
          'It is older than the run; whoever made it decides about it',
        );
      }
      const work = workIn(await git.contents(repository, signal));
      if (work.length > 0) {
        throw new ConflictError(
          `Somebody has worked in it meanwhile (${work.join(
            '; ',
          )}), and nothing of that is thrown away: delete it at ${
            found.url
          } if you do not want it`,
        );
      }
      return git.remove(repository, signal);
    },
  };
}

/** What is in a repository beyond the one commit that a run publishes, in words. */
function workIn({ branches, commits, hasIssues, others }: Contents): string[] {
  return [
    ...(branches.length > 1 ? ['it has several branches'] : []),
    ...(commits > 1 ? ['it has further commits'] : []),
    ...(hasIssues ? ['it has issues or pull requests'] : []),
    ...(others.length > 0
      ? [`${others.join(', ')} did something in it, such as a push`]
      : []),
  ];
}

/** The webhooks by which repositories tell the CI server of pushes. */
export function hooks(
  hosts: GitHosts,
  urlOf: (repository: RepositoryAddress) => string,
): Handler<'hook'> {
  return {
    exists: ({ repository }, _maker, signal) =>
      hosts.at(repository.host).hasHook(repository, urlOf(repository), signal),
    remove: ({ repository }, _maker, _removal, signal) =>
      hosts
        .at(repository.host)
        .removeHook(repository, urlOf(repository), signal),
  };
}

/** Accounts by which the pipelines of teams read repositories; they stay as robot accounts do. */
export function readers(hosts: GitHosts, ci: CiServer): Handler<'reader'> {
  return {
    exists: async ({ host, owner }, _maker, signal) =>
      (await hosts.at(host).readers?.has(owner, signal)) ?? false,
    async remove({ folder, host, owner }, _maker, _removal, signal) {
      if (await isInUse(ci, folder, signal)) return false;
      return (await hosts.at(host).readers?.remove(owner, signal)) ?? false;
    },
  };
}
