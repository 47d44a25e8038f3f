import { randomBytes } from 'node:crypto';
import { faultsOf } from '../accessibility.ts';
import { expect, test } from '../fixtures.ts';
import { namespace, words } from '../marketplace-words.ts';
import { people } from '../people.ts';
import { signIn } from '../sign-in.ts';

/** What the cluster decides in an instant, on a busy machine. */
const soon = { timeout: 60_000 };

test('what no operator runs here says how to get it', async ({
  page,
  language,
}) => {
  const say = words[language];
  await signIn(page, people.shopDeveloper.name);
  await page.getByRole('link', { name: say.marketplace, exact: true }).click();
  await expect(
    page.getByRole('heading', { level: 3, name: say.absent }),
  ).toBeVisible(soon);
  expect(await faultsOf(page, 'ours')).toEqual([]);
  await page.getByRole('link', { name: 'RabbitMQ', exact: true }).click();
  await expect(page.getByText(say.install)).toBeVisible();
  await expect(
    page.getByRole('button', { name: say.order('RabbitMQ'), exact: true }),
  ).toBeHidden();
});

test('what another team has is not told', async ({
  page,
  language,
  cluster,
}) => {
  const name = `e2e-${randomBytes(3).toString('hex')}`;
  await cluster.apply({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name, namespace },
    spec: { storage: { size: '1Gi' } },
  });
  try {
    await signIn(page, people.paymentsDeveloper.name);
    await page.goto(
      `/marketplace/instances/postgresql/local/${namespace}/${name}`,
    );
    await expect(page.getByText(words[language].missing(name))).toBeVisible(
      soon,
    );
    await page.goto('/marketplace');
    await expect(
      page.getByRole('link', { name: 'PostgreSQL', exact: true }),
    ).toBeVisible(soon);
    await expect(page.getByText(name)).toBeHidden();
  } finally {
    await cluster.remove('cluster.postgresql.cnpg.io', name, namespace);
  }
});
