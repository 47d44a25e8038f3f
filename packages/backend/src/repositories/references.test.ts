import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { referencesIn } from './references';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: { gitea: [{ host: 'git.example' }] },
  }),
);
const web = 'https://git.example/shop/web/src/branch/main';
const ledger = 'https://git.example/payments/ledger/src/branch/main';
const entity = (annotations: object, spec: object = {}) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'API',
  metadata: { name: 'web', annotations: { ...annotations } as never },
  spec: { ...spec } as never,
});
const docs = (ref: string, source?: string) =>
  entity({
    'backstage.io/techdocs-ref': ref,
    ...(source && { 'backstage.io/source-location': source }),
  });

it.each([
  ['nothing', entity({}), []],
  ['documentation beside it', docs('dir:.'), [`${web}/`]],
  ['documentation below it', docs('dir:./docs'), [`${web}/docs`]],
  ['documentation elsewhere', docs(`url:${ledger}`), [ledger]],
  [
    'documentation above it',
    docs('dir:../../../../../payments/ledger/src/branch/main'),
    [ledger],
  ],
  ['a whole address as a folder', docs(`dir:${ledger}`), [ledger]],
  [
    'documentation beside what it calls its source',
    docs('dir:.', `url:${ledger}/`),
    [`${ledger}/`],
  ],
  [
    'a text',
    entity({}, { definition: { $text: './api.yaml' } }),
    [`${web}/api.yaml`],
  ],
  [
    'a text of others, deep inside',
    entity({}, { a: [{ b: { $json: `${ledger}/a.json` } }] }),
    [`${ledger}/a.json`],
  ],
  ['what is no placeholder', entity({}, { a: { $text: 'b', c: 'd' } }), []],
])('finds %s', (_, written, expected) => {
  expect(
    referencesIn(written, `${web}/catalog-info.yaml`, integrations),
  ).toEqual(expected);
});
