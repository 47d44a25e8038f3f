import type { Locator, Page } from '@playwright/test';
import { faultsOf } from './accessibility.ts';
import { LOOKED_MS, preview, runEndsWith, type Say } from './create-form.ts';
import { expect } from './fixtures.ts';

/** A cluster may take two minutes to let go of what it was told to delete. */
export const DELETED_MS = 300_000;

/** What can be deleted whole from the menu of its page. */
export interface Deletable {
  readonly kind: 'component' | 'system';
  readonly name: string;
}

/** Opens the form that deletes something, from the menu of its page. */
export async function openDeletion(
  page: Page,
  { kind, name }: Deletable,
  say: Say,
): Promise<void> {
  await page.goto(`/catalog/default/${kind}/${name}`);
  await page.getByRole('button', { name: say.more }).click();
  await page.getByRole('menuitem', { name: say.remove[kind] }).click();
}

/**
 * Deletes something from the menu of its page, until the run says that nothing is left.
 *
 * @param shown - what the form has to tell before one can type the name
 */
export async function deleteOnPage(
  page: Page,
  what: Deletable,
  say: Say,
  shown: readonly Locator[],
): Promise<void> {
  const { kind, name } = what;
  await openDeletion(page, what, say);
  const goes = preview(page, say.goes(name));
  const refused = preview(page, say.refused(name));
  // The catalog forgets in its own time what was a part of it.
  await expect(async () => {
    await expect(goes.or(refused)).toBeVisible();
    if (await refused.isVisible()) {
      await page.getByRole('button', { name: say.again }).click();
    }
    await expect(goes).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: LOOKED_MS });
  for (const each of shown) await expect(each).toBeVisible();
  expect(await faultsOf(page, 'stock')).toEqual([]);
  await page.getByRole('textbox', { name: say.type(name) }).fill(name);
  await page.getByRole('button', { name: say.review, exact: true }).click();
  const remove = page.getByRole('button', { name: say.deletes });
  await expect(remove).toBeEnabled({ timeout: LOOKED_MS });
  await expect(page.getByText(`${kind}:default/${name}`)).toHaveCount(0);
  await remove.click();
  const done = page.getByText(say.nothingLeft[kind], { exact: true }).first();
  await runEndsWith(page, done, DELETED_MS);
}
