import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { Settings } from '../settings';
import type { GitHost, GitHosts } from './GitHost';
import { GiteaHost } from './GiteaHost';

/** The git servers that the stock integrations name. */
export class ConfiguredGitHosts implements GitHosts {
  constructor(
    private readonly integrations: ScmIntegrationRegistry,
    private readonly settings: Pick<Settings, 'gitAdministrator'>,
  ) {}

  at(host: string): GitHost {
    const gitea = this.integrations.gitea.byHost(host);
    if (gitea) {
      const { gitAdministrator } = this.settings;
      const isTheirs = gitAdministrator?.host === host;
      return new GiteaHost(
        gitea.config,
        isTheirs ? gitAdministrator : undefined,
      );
    }
    const other = this.integrations.byHost(host);
    throw new InputError(
      other
        ? `Repositories at ${host} (${other.type}) cannot be set up yet; only Gitea can`
        : `No integration is configured for the git server ${host}; a platform engineer can add it under integrations.gitea`,
    );
  }
}
