import { faultsOf } from '../accessibility.ts';
import { expect, test } from '../fixtures.ts';
import { button, newName, soon } from '../marketplace.ts';
import { namespace, words } from '../marketplace-words.ts';
import { people } from '../people.ts';
import { beSignedIn, signIn } from '../sign-in.ts';

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
  await expect(button(page, say.order('RabbitMQ'))).toBeHidden();
});

test('what another team has is not told', async ({
  page,
  language,
  cluster,
}) => {
  const name = newName();
  await cluster.apply({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name, namespace },
    spec: { storage: { size: '1Gi' } },
  });
  try {
    await beSignedIn(page, people.paymentsDeveloper.name);
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
