import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { faultsOf } from '../accessibility.ts';
import { expect, test } from '../fixtures.ts';
import { namespace, words } from '../marketplace-words.ts';
import { people } from '../people.ts';
import { signIn } from '../sign-in.ts';

/** Redis is fetched when the first is ordered, and a busy machine takes its time. */
const patient = { timeout: 300_000 };
/** What the cluster decides in an instant, on a busy machine. */
const soon = { timeout: 60_000 };

const button = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true });

test('Redis is ordered from a broker, bound, used and taken away', async ({
  page,
  language,
  cluster,
}) => {
  test.setTimeout(900_000);
  const say = words[language];
  const name = `e2e-${randomBytes(3).toString('hex')}`;
  const secret = `${name}-access`;
  // Nothing of the shop is bound, which other tests look at.
  const labels = { app: name };
  await cluster.apply({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas: 0,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'web', image: 'node' }] },
      },
    },
  });
  try {
    await signIn(page, people.shopDeveloper.name);
    await page.goto('/marketplace');
    await page.getByRole('link', { name: /^Redis .*Broker embedded/ }).click();
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await button(page, say.order('Redis'))
      .or(page.getByRole('link', { name: say.order('Redis'), exact: true }))
      .click();
    await page.getByRole('textbox', { name: say.name }).fill(name);
    await page.getByLabel(say.place).click();
    await page
      .getByRole('option', { name: new RegExp(`local/${namespace}$`) })
      .click();
    await expect(page.getByLabel(say.eviction)).toBeVisible();
    await expect(page.getByText(say.createsInstance(name))).toBeVisible(soon);
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await button(page, say.order(name)).click();
    await expect(
      page.getByRole('heading', { level: 2, name, exact: true }),
    ).toBeVisible(soon);
    await expect(
      page.getByText(say.ready, { exact: true }).first(),
    ).toBeVisible(patient);

    const credentials = page.getByRole('region', { name: say.credentials });
    await credentials
      .getByRole('button', { name: say.ask, exact: true })
      .click();
    const dialog = page.getByRole('dialog');
    const ask = dialog.getByRole('button', { name: say.ask, exact: true });
    await expect(ask).toBeEnabled(soon);
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await ask.click();
    await expect(credentials.getByText(say.ready, { exact: true })).toBeVisible(
      soon,
    );
    const answers = await cluster.redis(
      secret,
      namespace,
      'SET tea oolong',
      'GET tea',
    );
    expect(answers).toContain('oolong');

    await button(page, say.bind).click();
    await dialog.getByLabel(say.workload).selectOption(`Deployment/${name}`);
    const bind = dialog.getByRole('button', {
      name: say.bindNow(name),
      exact: true,
    });
    await expect(bind).toBeEnabled(soon);
    await bind.click();
    const users = page.getByRole('region', { name: say.users });
    await expect(users.getByText(name).first()).toBeVisible(soon);

    await button(page, say.delete(name)).click();
    await expect(dialog.getByRole('heading', { name: say.first })).toBeVisible(
      soon,
    );
    await expect(dialog.getByText(`ServiceBinding ${secret}`)).toBeVisible();
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await dialog.getByRole('textbox', { name: say.type(name) }).fill(name);
    await dialog
      .getByRole('button', { name: say.delete(name), exact: true })
      .click();
    await expect(page.getByText(say.youDeleted(name))).toBeVisible(patient);
    await expect(cluster.redis(secret, namespace, 'GET tea')).rejects.toThrow(
      secret,
    );
  } finally {
    await cluster.remove(
      'servicebinding.servicecatalog.k8s.io',
      secret,
      namespace,
    );
    await cluster.remove(
      'serviceinstance.servicecatalog.k8s.io',
      name,
      namespace,
    );
    await cluster.remove('deployment', name, namespace);
  }
});
