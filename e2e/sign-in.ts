import type { Page } from '@playwright/test';

/** Goes to the portal and signs in at the user center as the person of that name. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.waitForURL(url => url.pathname === '/');
}
