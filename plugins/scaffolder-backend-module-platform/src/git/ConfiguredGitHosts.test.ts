import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { readSettings } from '../settings';
import { ConfiguredGitHosts } from './ConfiguredGitHosts';

const login = { username: 'someone', password: 'secret' };
const host = 'git.example.com';
const at = (wanted: string, git: object | undefined) => {
  const config = mockServices.rootConfig({
    data: {
      integrations: { gitea: [{ host }, { host: 'other.example.com' }] },
      pilothouse: { delivery: { ...(git && { git }) } },
    },
  });
  const settings = readSettings(config);
  const hosts = new ConfiguredGitHosts(
    ScmIntegrations.fromConfig(config),
    settings,
  );
  return { settings, git: hosts.at(wanted) };
};

it.each([
  ['at the server of the administrator', host, true],
  ['at no other', 'other.example.com', false],
])('makes accounts %s', (_, wanted, makes) => {
  const { git } = at(wanted, { administrator: { host, ...login } });
  expect(git.readers !== undefined).toBe(makes);
});

it.each([
  ['an administrator alone', { administrator: { host, ...login } }, undefined],
  ['both', { administrator: { host, ...login }, ...login }, login],
  ['a login alone', login, login],
  ['neither', undefined, undefined],
])('has a login for all teams: %s', (_, configured, shared) => {
  expect(at(host, configured).settings.git).toEqual(shared);
});

it('refuses a server that no integration names', () => {
  expect(() => at('nowhere.example.com', login)).toThrow(
    'No integration is configured for the git server nowhere.example.com',
  );
});
