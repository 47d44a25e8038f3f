import { faultsOf } from '../accessibility.ts';
import { expect, test } from '../fixtures.ts';
import {
  askForCredentials,
  bindWorkload,
  button,
  confirmDeletion,
  createWorkload,
  fillIn,
  newName,
  soon,
  untilReady,
} from '../marketplace.ts';
import { namespace, words } from '../marketplace-words.ts';
import { people } from '../people.ts';
import { beSignedIn } from '../sign-in.ts';

/** Kafka is fetched when the first is ordered, and a busy machine takes its time. */
const patient = { timeout: 300_000 };

test('Kafka is ordered as two objects, bound, used and taken away @once', async ({
  page,
  language,
  cluster,
}) => {
  test.setTimeout(900_000);
  const say = words[language];
  const name = newName();
  const user = `${name}-access`;
  const news = `${name}-news`;
  await createWorkload(cluster, name);
  try {
    await beSignedIn(page, people.shopDeveloper.name);
    await page.goto('/marketplace/items/kafka/order');
    await fillIn(page, say, name);
    for (const kind of ['Kafka', 'KafkaNodePool']) {
      await expect(page.getByText(say.createsKind(kind, name))).toBeVisible(
        soon,
      );
    }
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await button(page, say.order(name)).click();
    await untilReady(page, say, name, patient);

    await askForCredentials(page, say);

    await bindWorkload(page, say, name);
    const heard = await cluster.kafka(name, user, namespace, {
      topic: 'tea',
      value: 'oolong',
    });
    expect(heard).toEqual(['oolong']);

    const topics = page.getByRole('region', {
      name: say.topics.title,
      exact: true,
    });
    await button(page, say.topics.add).click();
    const topic = page.getByRole('dialog');
    await topic.getByRole('textbox', { name: say.topics.name }).fill(news);
    const create = topic.getByRole('button', { name: say.topics.create(news) });
    await expect(create).toBeEnabled(soon);
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await create.click();
    await expect(topics.getByText(say.ready, { exact: true })).toBeVisible(
      soon,
    );
    await topics.getByRole('button', { name: say.topics.change(news) }).click();
    await topic.getByRole('textbox', { name: say.topics.partitions }).fill('3');
    const change = topic.getByRole('button', { name: say.topics.change(news) });
    await expect(change).toBeEnabled(soon);
    await change.click();
    await expect(
      topics.getByRole('cell', { name: '3', exact: true }),
    ).toBeVisible(soon);
    await topics.getByRole('button', { name: say.topics.remove(news) }).click();
    await expect(topic.getByText(say.topics.data)).toBeVisible();
    await topic
      .getByRole('textbox', { name: say.topics.type(news) })
      .fill(news);
    await topic.getByRole('button', { name: say.topics.remove(news) }).click();
    await expect(
      topics.getByRole('button', { name: say.topics.change(news) }),
    ).toBeHidden(soon);

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
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(`KafkaNodePool ${name}`)).toBeVisible(soon);
    await expect(dialog.getByText(`KafkaUser ${user}`)).toBeVisible();
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await confirmDeletion(page, say, name, patient);
  } finally {
    await cluster.remove('kafkatopic.kafka.strimzi.io', news, namespace);
    await cluster.remove('kafkauser.kafka.strimzi.io', user, namespace);
    await cluster.remove('kafka.kafka.strimzi.io', name, namespace);
    await cluster.remove('pvc', `data-${name}-${name}-0`, namespace);
    await cluster.remove('deployment', name, namespace);
  }
});
