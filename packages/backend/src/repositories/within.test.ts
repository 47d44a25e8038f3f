import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { mayRead, repositoryOf } from './within';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      gitea: [
        { host: 'git.example:3000', baseUrl: 'http://git.example:3000' },
        { host: 'sub.example', baseUrl: 'https://sub.example/git' },
      ],
      gitlab: [
        {
          host: 'gitlab.example',
          token: 't',
          apiBaseUrl: 'https://gitlab.example/api/v4',
        },
      ],
      bitbucketServer: [
        {
          host: 'bitbucket.example',
          token: 't',
          apiBaseUrl: 'https://bitbucket.example/rest/api/1.0',
        },
      ],
    },
  }),
);
const host = 'http://git.example:3000';
const file = `${host}/shop/web/src/branch/main/catalog-info.yaml`;

it.each([
  [file, `${host}/shop/web/`],
  [
    'https://sub.example/git/shop/web/src/branch/main/catalog-info.yaml',
    'https://sub.example/git/shop/web/',
  ],
  ['https://sub.example/shop/web/src/branch/main/a.yaml', undefined],
  [
    'https://gitlab.example/all/shop/web/-/blob/main/catalog-info.yaml',
    'https://gitlab.example/all/shop/web/-/',
  ],
  ['https://gitlab.example/shop/web/blob/main/a.yaml', undefined],
  [
    'https://bitbucket.example/projects/SHOP/repos/web/browse/a.yaml',
    'https://bitbucket.example/projects/SHOP/repos/web/',
  ],
  [
    'https://dev.azure.com/org/shop/_git/web?path=%2Fcatalog-info.yaml',
    'https://dev.azure.com/org/shop/_git/web/',
  ],
  [
    'https://github.com/shop/web/blob/main/a.yaml',
    'https://github.com/shop/web/',
  ],
  ['https://elsewhere.example/shop/web/a.yaml', undefined],
  [`${host}/shop`, undefined],
  ['no address', undefined],
])('the repository of %s is %s', (address, expected) => {
  expect(repositoryOf(address, integrations)).toBe(expected);
});

it.each([
  ['the same folder', `${host}/shop/web/src/branch/main/`, true],
  ['another branch', `${host}/shop/web/src/branch/next/docs`, true],
  ['a commit', `${host}/shop/web/src/commit/4711/docs`, true],
  ['the repository itself', `${host}/shop/web`, true],
  ['another of the team', `${host}/shop/cart/src/branch/main/`, false],
  ['one of others', `${host}/payments/ledger/src/branch/main/`, false],
  ['a commit of others', `${host}/payments/ledger/src/commit/main/a.md`, false],
  ['one whose name goes on', `${host}/shop/web-admin/src/branch/main/`, false],
  [
    'others by way of the own one',
    `${host}/shop/web/../../payments/ledger/src/branch/main/`,
    false,
  ],
  [
    'others, encoded',
    `${host}/shop/web/%2e%2e/%2e%2e/payments/ledger/src/branch/main/`,
    false,
  ],
  [
    'others behind an encoded slash',
    `${host}/shop/web/src/branch/..%2f..%2fpayments/ledger`,
    false,
  ],
  [
    'others, as another system writes it',
    `${host}/payments/ledger/src/branch/main/projects/shop/repos/web/a.md`,
    false,
  ],
  ['its interface', `${host}/api/v1/repos/payments/ledger/raw/a.md`, false],
  ['with a user', 'http://a@git.example:3000/shop/web/src/branch/main/', false],
  ['no address', 'docs', false],
  ['another system', 'https://gitlab.example/all/x/-/blob/main/a.md', false],
  ['what needs no account', 'https://elsewhere.example/api.yaml', true],
])('may be read for a file in it: %s', (_, target, expected) => {
  expect(mayRead(target, file, integrations)).toBe(expected);
});

it('reads nothing for a file of which it is not known where it is', () => {
  expect(mayRead(file, 'https://elsewhere.example/a.yaml', integrations)).toBe(
    false,
  );
});
