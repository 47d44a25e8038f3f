import type { Surroundings } from '../actions/Surroundings';
import type { GitAddresses } from './subject';

/** Where the git servers are that are configured. */
export function gitAddresses({
  git,
  integrations,
}: Pick<Surroundings, 'git' | 'integrations'>): GitAddresses {
  return {
    hostOf: url => integrations.gitea.byUrl(url)?.config.host,
    folderOf: repository => {
      const url = git.at(repository.host).cloneUrl(repository);
      return `${url.replace(/\.git$/, '')}/`;
    },
  };
}
