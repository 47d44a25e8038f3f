import {
  expect,
  type APIResponse,
  type BrowserContext,
  type Page,
} from '@playwright/test';
import { z } from 'zod';

/** Button of a person on the user center's page, in either language. */
export function personButton(page: Page, name: string) {
  return page.getByRole('button', { name: new RegExp(`^${name}\\b`) });
}

/**
 * Goes to a page of the portal, signs in at the user center as the person of that name,
 * and waits until the portal has let them in.
 */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/');
  const portal = new URL(page.url()).origin;
  await personButton(page, name).click();
  await page.waitForURL(url => url.origin === portal && url.pathname === '/');
  await expect(
    page.getByRole('heading', { level: 1, name: new RegExp(name) }),
  ).toBeVisible();
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** Sessions of people at this portal and its user center, for the tests of one worker. */
const sessions = new Map<string, Cookies>();

/**
 * Lets the browser be signed in as the person of that name, by the session of an earlier test
 * as long as that goes on; the first time, and once it has ended, by signing in. Where the
 * page is afterwards is open: whoever calls it goes to a page of their own.
 */
export async function beSignedIn(page: Page, name: string): Promise<void> {
  const context = page.context();
  const kept = sessions.get(name);
  if (kept) {
    await context.addCookies(kept);
    if ((await refresh(page)).ok()) return;
    await context.clearCookies();
  }
  await signIn(page, name);
  sessions.set(name, await context.cookies());
}

/** Asks the portal for a new token by the session of the browser. */
export function refresh(page: Page): Promise<APIResponse> {
  return page.request.get('/api/auth/oidc/refresh?env=production', {
    headers: { 'X-Requested-With': 'XMLHttpRequest' },
    // The portal may close a connection at rest just as it is used again.
    maxRetries: 2,
  });
}

const sessionSchema = z.object({
  backstageIdentity: z.object({ token: z.string() }),
});

/** The token by which the browser of the signed-in person asks the portal's API. */
export async function portalToken(page: Page): Promise<string> {
  const session = sessionSchema.parse(await (await refresh(page)).json());
  return session.backstageIdentity.token;
}
