import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { faultsOf } from '../accessibility.ts';
import { expect, test } from '../fixtures.ts';
import { namespace, words } from '../marketplace-words.ts';
import { people } from '../people.ts';
import { signIn } from '../sign-in.ts';

/** Kafka is fetched when the first is ordered, and a busy machine takes its time. */
const patient = { timeout: 300_000 };
/** What the cluster decides in an instant, on a busy machine. */
const soon = { timeout: 60_000 };

const button = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true });

test('Kafka is ordered as two objects, bound, used and taken away', async ({
  page,
  language,
  cluster,
}) => {
  test.setTimeout(900_000);
  const say = words[language];
  const name = `e2e-${randomBytes(3).toString('hex')}`;
  const user = `${name}-access`;
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
    await page.goto('/marketplace/items/kafka/order');
    await page.getByRole('textbox', { name: say.name }).fill(name);
    await page.getByLabel(say.place).click();
    await page
      .getByRole('option', { name: new RegExp(`local/${namespace}$`) })
      .click();
    for (const kind of ['Kafka', 'KafkaNodePool']) {
      await expect(page.getByText(say.createsKind(kind, name))).toBeVisible(
        soon,
      );
    }
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
    await ask.click();
    await expect(credentials.getByText(say.ready, { exact: true })).toBeVisible(
      soon,
    );

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
    const heard = await cluster.kafka(name, user, namespace, {
      topic: 'tea',
      value: 'oolong',
    });
    expect(heard).toEqual(['oolong']);

    await page.goto(
      `/marketplace/instances/kafka/local/${namespace}/${name}/change`,
    );
    await page.getByRole('textbox', { name: say.storageOfBroker }).fill('3Gi');
    await expect(
      page.getByText(say.changesKind('KafkaNodePool', name)),
    ).toBeVisible(soon);
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await button(page, say.change(name)).click();
    await expect(
      page.getByRole('heading', { level: 2, name, exact: true }),
    ).toBeVisible(soon);
    await expect(page.getByRole('cell', { name: '3Gi' }).first()).toBeVisible(
      patient,
    );

    await button(page, say.delete(name)).click();
    await expect(dialog.getByText(`KafkaNodePool ${name}`)).toBeVisible(soon);
    await expect(dialog.getByText(`KafkaUser ${user}`)).toBeVisible();
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await dialog.getByRole('textbox', { name: say.type(name) }).fill(name);
    await dialog
      .getByRole('button', { name: say.delete(name), exact: true })
      .click();
    await expect(page.getByText(say.youDeleted(name))).toBeVisible(patient);
  } finally {
    await cluster.remove('kafkauser.kafka.strimzi.io', user, namespace);
    await cluster.remove('kafka.kafka.strimzi.io', name, namespace);
    await cluster.remove('pvc', `data-${name}-${name}-0`, namespace);
    await cluster.remove('deployment', name, namespace);
  }
});
