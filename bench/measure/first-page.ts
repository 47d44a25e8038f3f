import { chromium } from '@playwright/test';
import { environment } from 'e2e/environment.ts';
import { signIn } from 'e2e/sign-in.ts';

/** What the browser fetched for the first page, with an empty cache. */
export interface FirstPage {
  /** MB (10⁶ bytes) on the wire, as the browser's network log counts them. */
  readonly megabytes: number;
  readonly requests: number;
}

/** Signs in, empties the cache and loads the home page. */
export async function firstPage(url: string): Promise<FirstPage> {
  const browser = await chromium.launch({
    executablePath: environment().browser,
    args: [
      '--disable-gpu',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  try {
    const context = await browser.newContext({ locale: 'en-US', baseURL: url });
    const page = await context.newPage();
    await signIn(page, 'Lin Wei');
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.clearBrowserCache');
    let bytes = 0;
    let requests = 0;
    session.on('Network.loadingFinished', event => {
      bytes += event.encodedDataLength;
      requests += 1;
    });
    await page.goto('/');
    await page.getByRole('heading', { name: /Lin Wei/ }).waitFor();
    await page.waitForLoadState('load');
    return { megabytes: bytes / 1e6, requests };
  } finally {
    await browser.close();
  }
}
