import { faultsOf } from '../accessibility.ts';
import { expect, test } from '../fixtures.ts';
import {
  button,
  confirmDeletion,
  fillIn,
  lead,
  newName,
  soon,
  untilReady,
} from '../marketplace.ts';
import { namespace, words } from '../marketplace-words.ts';
import { people } from '../people.ts';
import { beSignedIn } from '../sign-in.ts';

/** The image is fetched when the platform first starts, and a busy machine takes its time. */
const patient = { timeout: 300_000 };
const title = 'Redis (Helm chart)';
/** As the schema of the chart calls its fields; charts speak one language. */
const mostMemory = /^Most memory for data/;

test('Redis is ordered from a chart, used, changed and taken away @once', async ({
  page,
  language,
  cluster,
}) => {
  test.setTimeout(900_000);
  const say = words[language];
  const name = newName();
  const secret = `${name}-credentials`;
  try {
    await beSignedIn(page, people.shopDeveloper.name);
    await page.goto('/marketplace');
    await page
      .getByRole('link', { name: /^Redis \(Helm chart\)/ })
      .click(patient);
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await lead(page, say.order(title)).click();
    await fillIn(page, say, name);
    await expect(page.getByLabel(mostMemory)).toHaveValue('64mb');
    await expect(page.getByText(say.createsServer(name))).toBeVisible(soon);
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await button(page, say.order(name)).click();
    await untilReady(page, say, name, patient);
    expect(await faultsOf(page, 'ours')).toEqual([]);
    const answers = await cluster.redis(
      secret,
      namespace,
      'SET tea oolong',
      'GET tea',
    );
    expect(answers).toContain('oolong');

    const teaAndMemory = () =>
      cluster
        .redis(secret, namespace, 'GET tea', 'CONFIG GET maxmemory')
        .catch(String);
    await lead(page, say.change(name)).click();
    await page.getByLabel(mostMemory).fill('96mb');
    await expect(page.getByText(say.changesSettings(name))).toBeVisible(soon);
    await button(page, say.change(name)).click();
    await expect(
      page.getByText(say.ready, { exact: true }).first(),
    ).toBeVisible(patient);
    await expect.poll(teaAndMemory, patient).toMatch(/oolong[^]*100663296/);

    await button(page, say.showRevisions).click();
    await button(page, say.rollBack).click(soon);
    const back = page.getByRole('dialog');
    await expect(back.getByText(say.changesSettings(name))).toBeVisible(soon);
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await back.getByRole('button', { name: say.rollBack }).click();
    await expect.poll(teaAndMemory, patient).toMatch(/oolong[^]*67108864/);
    await expect(back).toBeHidden(soon);

    // Without what stands for it, it is like one that was made by hand.
    await cluster.remove('configmap', `pilothouse.release.${name}`, namespace);
    await expect(page.getByText(say.madeByHand)).toBeVisible(soon);
    await expect(button(page, say.delete(name))).toBeDisabled();
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await button(page, say.takeOver(name)).click();
    await expect(page.getByText(say.madeByHand)).toBeHidden(soon);

    await button(page, say.delete(name)).click();
    const dialog = page.getByRole('dialog');
    await expect(
      dialog.getByText(`PersistentVolumeClaim data-${name}-0`),
    ).toBeVisible(soon);
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await confirmDeletion(page, say, name, patient);
    await expect(cluster.redis(secret, namespace, 'GET tea')).rejects.toThrow(
      secret,
    );
  } finally {
    await cluster.remove('configmap', `pilothouse.release.${name}`, namespace);
    await cluster.remove('statefulset', name, namespace);
    await cluster.remove('pvc', `data-${name}-0`, namespace);
  }
});
