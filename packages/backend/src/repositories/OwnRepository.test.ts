import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { OwnRepository } from './OwnRepository';

const processor = new OwnRepository(
  ScmIntegrations.fromConfig(
    new ConfigReader({ integrations: { gitea: [{ host: 'git.example' }] } }),
  ),
);
const web = 'https://git.example/shop/web/src/branch/main';
const ledger = 'https://git.example/payments/ledger/src/branch/main';
const documented = (ref: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'web', annotations: { 'backstage.io/techdocs-ref': ref } },
});
const location = (type: string) => ({
  type,
  target: `${web}/catalog-info.yaml`,
});

it.each(['dir:.', 'dir:docs', `url:${web}`, 'url:https://example.com/docs'])(
  'takes in whose documentation is at %s',
  async ref => {
    const entity = documented(ref);
    expect(await processor.preProcessEntity(entity, location('url'))).toBe(
      entity,
    );
  },
);

it.each([`url:${ledger}`, `dir:${ledger}`])(
  'takes in nothing whose documentation is at %s',
  async ref => {
    await expect(
      processor.preProcessEntity(documented(ref), location('url')),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: `Documentation and files that Component web names must be in its own repository; elsewhere is ${ledger}`,
    });
  },
);

it('leaves to whoever runs the portal what its own files name', async () => {
  const entity = documented(`url:${ledger}`);
  expect(await processor.preProcessEntity(entity, location('file'))).toBe(
    entity,
  );
});
