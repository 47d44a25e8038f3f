import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { faultsOf } from '../accessibility.ts';
import { expect, test } from '../fixtures.ts';
import { namespace, words } from '../marketplace-words.ts';
import { people } from '../people.ts';
import { signIn } from '../sign-in.ts';

/** The image is fetched when the platform first starts, and a busy machine takes its time. */
const patient = { timeout: 300_000 };
/** What the cluster decides in an instant, on a busy machine. */
const soon = { timeout: 60_000 };
const title = 'Redis (Helm chart)';
/** As the schema of the chart calls its fields; charts speak one language. */
const mostMemory = /^Most memory for data/;

const button = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true });

test('Redis is ordered from a chart, used, changed and taken away', async ({
  page,
  language,
  cluster,
}) => {
  test.setTimeout(900_000);
  const say = words[language];
  const name = `e2e-${randomBytes(3).toString('hex')}`;
  const secret = `${name}-credentials`;
  try {
    await signIn(page, people.shopDeveloper.name);
    await page.goto('/marketplace');
    await page
      .getByRole('link', { name: /^Redis \(Helm chart\)/ })
      .click(patient);
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await button(page, say.order(title))
      .or(page.getByRole('link', { name: say.order(title), exact: true }))
      .click();
    await page.getByRole('textbox', { name: say.name }).fill(name);
    await page.getByLabel(say.place).click();
    await page
      .getByRole('option', { name: new RegExp(`local/${namespace}$`) })
      .click();
    await expect(page.getByLabel(mostMemory)).toHaveValue('64mb');
    await expect(page.getByText(say.createsServer(name))).toBeVisible(soon);
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await button(page, say.order(name)).click();
    await expect(
      page.getByRole('heading', { level: 2, name, exact: true }),
    ).toBeVisible(soon);
    await expect(
      page.getByText(say.ready, { exact: true }).first(),
    ).toBeVisible(patient);
    expect(await faultsOf(page, 'ours')).toEqual([]);
    const answers = await cluster.redis(
      secret,
      namespace,
      'SET tea oolong',
      'GET tea',
    );
    expect(answers).toContain('oolong');

    await button(page, say.change(name))
      .or(page.getByRole('link', { name: say.change(name), exact: true }))
      .click();
    await page.getByLabel(mostMemory).fill('96mb');
    await expect(page.getByText(say.changesSettings(name))).toBeVisible(soon);
    await button(page, say.change(name)).click();
    await expect(
      page.getByText(say.ready, { exact: true }).first(),
    ).toBeVisible(patient);
    await expect
      .poll(
        () =>
          cluster
            .redis(secret, namespace, 'GET tea', 'CONFIG GET maxmemory')
            .catch(String),
        patient,
      )
      .toMatch(/oolong[^]*100663296/);

    await button(page, say.delete(name)).click();
    const dialog = page.getByRole('dialog');
    await expect(
      dialog.getByText(`PersistentVolumeClaim data-${name}-0`),
    ).toBeVisible(soon);
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
    await cluster.remove('configmap', `pilothouse.release.${name}`, namespace);
    await cluster.remove('statefulset', name, namespace);
    await cluster.remove('pvc', `data-${name}-0`, namespace);
  }
});
