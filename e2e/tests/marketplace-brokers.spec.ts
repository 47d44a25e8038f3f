import { faultsOf } from '../accessibility.ts';
import { expect, test } from '../fixtures.ts';
import {
  askForCredentials,
  bindWorkload,
  button,
  confirmDeletion,
  createWorkload,
  fillIn,
  lead,
  newName,
  soon,
  untilReady,
} from '../marketplace.ts';
import { namespace, words } from '../marketplace-words.ts';
import { people } from '../people.ts';
import { beSignedIn } from '../sign-in.ts';

/** Redis is fetched when the first is ordered, and a busy machine takes its time. */
const patient = { timeout: 300_000 };

test('Redis is ordered from a broker, bound, used and taken away @once', async ({
  page,
  language,
  cluster,
}) => {
  test.setTimeout(900_000);
  const say = words[language];
  const name = newName();
  const secret = `${name}-access`;
  await createWorkload(cluster, name);
  try {
    await beSignedIn(page, people.shopDeveloper.name);
    await page.goto('/marketplace');
    await page.getByRole('link', { name: /^Redis .*Broker embedded/ }).click();
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await lead(page, say.order('Redis')).click();
    await fillIn(page, say, name);
    await expect(page.getByLabel(say.eviction)).toBeVisible();
    await expect(page.getByText(say.createsInstance(name))).toBeVisible(soon);
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await button(page, say.order(name)).click();
    await untilReady(page, say, name, patient);

    await askForCredentials(page, say);
    const answers = await cluster.redis(
      secret,
      namespace,
      'SET tea oolong',
      'GET tea',
    );
    expect(answers).toContain('oolong');

    await bindWorkload(page, say, name);

    await button(page, say.delete(name)).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('heading', { name: say.first })).toBeVisible(
      soon,
    );
    await expect(dialog.getByText(`ServiceBinding ${secret}`)).toBeVisible();
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await confirmDeletion(page, say, name, patient);
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
