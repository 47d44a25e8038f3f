import { chromium, type Browser, type Page } from '@playwright/test';
import { environment } from 'e2e/environment.ts';
import { portalToken, signIn } from 'e2e/sign-in.ts';

/** The portal in a browser, signed in as a member of the team that owns the load. */
export class SignedIn {
  readonly url: string;
  readonly page: Page;
  readonly #browser: Browser;

  private constructor(url: string, browser: Browser, page: Page) {
    this.url = url;
    this.#browser = browser;
    this.page = page;
  }

  /** @param record - file for all that the browser is told, where it is wanted */
  static async open(url: string, record?: string): Promise<SignedIn> {
    const browser = await chromium.launch({
      executablePath: environment().browser,
      args: [
        '--disable-gpu',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    });
    const context = await browser.newContext({
      locale: 'en-US',
      baseURL: url,
      ...(record && { recordHar: { path: record } }),
    });
    const page = await context.newPage();
    await signIn(page, 'Lin Wei');
    return new SignedIn(url, browser, page);
  }

  /** A new token; they live for some minutes. */
  async token(): Promise<string> {
    return portalToken(this.page);
  }

  /** Asks one of the portal's APIs and reads the answer. */
  async get(
    path: string,
    token: string,
    query: Record<string, string> = {},
  ): Promise<unknown> {
    const url = new URL(path, this.url);
    url.search = new URLSearchParams(query).toString();
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok) throw new Error(`${path} failed with ${response.status}`);
    return response.json();
  }

  /** Closes its pages, which writes the record. */
  async closePages(): Promise<void> {
    await this.page.context().close();
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}
