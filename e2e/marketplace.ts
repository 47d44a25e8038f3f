import { randomBytes } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { faultsOf } from './accessibility.ts';
import type { Cluster } from './cluster.ts';
import { expect } from './fixtures.ts';
import { namespace, type Say } from './marketplace-words.ts';

/** What the cluster decides in an instant, on a busy machine. */
export const soon = { timeout: 60_000 };

type Patience = Readonly<{ timeout: number }>;

/** A name that nothing else has. */
export const newName = () => `e2e-${randomBytes(3).toString('hex')}`;

export const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true });

/** What leads somewhere: a link, or a button as long as it is not known whether one may. */
export const lead = (page: Page, name: string): Locator =>
  button(page, name).or(page.getByRole('link', { name, exact: true }));

/** Says in an order how it is called and where it is to be: in the shop's development. */
export async function fillIn(page: Page, say: Say, name: string) {
  await page.getByRole('textbox', { name: say.name }).fill(name);
  await page.getByLabel(say.place).click();
  await page
    .getByRole('option', { name: new RegExp(`local/${namespace}$`) })
    .click();
}

/** Waits on the page of an instance until that is ready. */
export async function untilReady(
  page: Page,
  say: Say,
  name: string,
  patient: Patience,
) {
  await expect(
    page.getByRole('heading', { level: 2, name, exact: true }),
  ).toBeVisible(soon);
  await expect(page.getByText(say.ready, { exact: true }).first()).toBeVisible(
    patient,
  );
}

/** Asks for credentials on the page of an instance, and waits until they are ready. */
export async function askForCredentials(page: Page, say: Say) {
  const credentials = page.getByRole('region', { name: say.credentials });
  await credentials.getByRole('button', { name: say.ask, exact: true }).click();
  const ask = page
    .getByRole('dialog')
    .getByRole('button', { name: say.ask, exact: true });
  await expect(ask).toBeEnabled(soon);
  expect(await faultsOf(page, 'ours')).toEqual([]);
  await ask.click();
  await expect(credentials.getByText(say.ready, { exact: true })).toBeVisible(
    soon,
  );
}

/** A workload that nothing runs of, so that no service of the shop is bound, which other tests look at. */
export async function createWorkload(cluster: Cluster, name: string) {
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
}

/** Binds the workload of that name on the page of an instance. */
export async function bindWorkload(page: Page, say: Say, name: string) {
  const dialog = page.getByRole('dialog');
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
}

/** Deletes an instance in the dialog that is open, and waits until it is gone. */
export async function confirmDeletion(
  page: Page,
  say: Say,
  name: string,
  patient: Patience,
) {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: say.type(name) }).fill(name);
  await dialog
    .getByRole('button', { name: say.delete(name), exact: true })
    .click();
  await expect(page.getByText(say.youDeleted(name))).toBeVisible(patient);
}
