import type { Page } from '@playwright/test';
import { z } from 'zod';
import {
  bindingWords,
  bindOnPage,
  instancePage,
  unbindOnPage,
} from '../bindings.ts';
import type { Cluster } from '../cluster.ts';
import {
  CREATED_MS,
  LOOKED_MS,
  newName,
  reviewed,
  runEndsWith,
  words,
} from '../create-form.ts';
import { askService, removeService } from '../created-service.ts';
import { deleteOnPage, DELETED_MS } from '../deletion-form.ts';
import { expect, test } from '../fixtures.ts';
import { leftOf } from '../left-of-service.ts';
import {
  namespace,
  words as marketplaceWords,
  type Say as SayOfMarketplace,
} from '../marketplace-words.ts';
import { people } from '../people.ts';
import { beSignedIn } from '../sign-in.ts';

/** The catalog reads what was registered in its own time. */
const LISTED_MS = 150_000;
/** PostgreSQL starts from its backup, on a machine that others may keep busy. */
const RESTORED_MS = 180_000;

const notesSchema = z.object({
  notes: z.array(z.object({ text: z.string() })),
});

/** Asks until all notes of a service are these, the newest first. */
async function expectNotes(address: string, texts: readonly string[]) {
  await expect(async () => {
    const { status, text } = await askService(address);
    expect(status, text).toBe(200);
    const { notes } = notesSchema.parse(JSON.parse(text));
    expect(notes.map(note => note.text)).toEqual(texts);
  }).toPass({ timeout: LOOKED_MS });
}

/** Backs a database up, and waits on its page until that is good. */
async function backUp(
  page: Page,
  cluster: Cluster,
  name: string,
  say: SayOfMarketplace,
) {
  await cluster.apply({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Backup',
    metadata: { name: `${name}-1`, namespace },
    spec: { cluster: { name }, method: 'barmanObjectStore' },
  });
  await page.goto(instancePage(name));
  const backups = page.getByRole('region', { name: say.backups });
  const good = backups.getByText(say.good, { exact: true });
  await expect(good).toBeVisible({ timeout: RESTORED_MS });
}

/** Restores a backup into a new instance, and waits until that is ready. */
async function restored(page: Page, name: string, say: SayOfMarketplace) {
  const target = `${name}-restored`;
  await page
    .getByRole('region', { name: say.backups })
    .getByRole('link', { name: say.restore })
    .click();
  await expect(page.getByText(say.creates(target))).toBeVisible({
    timeout: LOOKED_MS,
  });
  await page
    .getByRole('button', { name: say.restoreInto(target), exact: true })
    .click();
  // It tells how services change over once it can be used.
  await expect(
    page
      .getByRole('region', { name: say.swaps })
      .getByText(`${target}-app`, { exact: true }),
  ).toBeVisible({ timeout: RESTORED_MS });
  return target;
}

/** Takes away what was ordered for a service, and what was restored of it. */
async function removeDatabases(cluster: Cluster, name: string): Promise<void> {
  for (const each of [name, `${name}-restored`]) {
    await cluster.remove('cluster.postgresql.cnpg.io', each, namespace);
  }
  await cluster.removeBackupsOf(name, namespace);
}

test(
  'a service that a member of a team creates keeps its data through backup and restore, and is deleted whole',
  { tag: '@once' },
  async ({ page, language, platform, cluster }) => {
    test.setTimeout(
      CREATED_MS + LISTED_MS + 6 * LOOKED_MS + RESTORED_MS + DELETED_MS,
    );
    const say = words[language];
    const sayOfDatabases = marketplaceWords[language];
    const sayOfBindings = bindingWords[language];
    const name = newName();
    const service = { kind: 'component', name } as const;
    const database = `${name}-db`;
    await beSignedIn(page, people.shopDeveloper.name);
    const create = await reviewed(page, name, say, { withDatabase: true });
    const pressed = Date.now();
    await create.click();
    try {
      const link = page.getByRole('link', { name: say.answers });
      await runEndsWith(page, link, CREATED_MS);
      const address = (await link.getAttribute('href')) ?? '';
      expect((await askService(address)).status).toBe(200);
      const seconds = Math.round((Date.now() - pressed) / 1000);
      console.log(`from Create to an answer of the service: ${seconds} s`);
      const notes = new URL('/notes', address).href;
      const write = async (text: string) => {
        const { status, text: said } = await askService(notes, { text });
        expect(status, said).toBe(201);
      };
      await write('before the backup');
      await backUp(page, cluster, database, sayOfDatabases);
      await write('after the backup');
      await expectNotes(notes, ['after the backup', 'before the backup']);
      const other = await restored(page, database, sayOfDatabases);
      await unbindOnPage(page, sayOfBindings, {
        ...{ instance: database, workload: name, loses: 'DB_URI' },
      });
      await bindOnPage(page, sayOfBindings, {
        ...{ instance: other, workload: name, prefix: 'DB_' },
      });
      await expectNotes(notes, ['before the backup']);

      await expect(async () => {
        await page.goto(`/catalog/default/component/${name}/pipelines`);
        await expect(
          page.getByText(say.passed, { exact: true }).first(),
        ).toBeVisible();
      }).toPass({ timeout: LISTED_MS });
      await page.goto(`/docs/default/component/${name}`);
      await expect(
        page.getByRole('link', { name: 'Operating it', exact: true }),
      ).toBeVisible({
        timeout: LOOKED_MS,
      });
      // The page stays transparent until all of its styles are there.
      await expect(page.getByRole('progressbar')).toHaveCount(0);
      await deleteOnPage(page, service, say, [
        page.getByRole('row', { name: say.deployed }),
        page.getByText(say.keeps),
      ]);
      await removeDatabases(cluster, database);
      expect(await leftOf(name, { page, platform, cluster })).toEqual([]);
    } finally {
      await removeService(name, { page, platform, cluster });
      await removeDatabases(cluster, database);
    }
  },
);
