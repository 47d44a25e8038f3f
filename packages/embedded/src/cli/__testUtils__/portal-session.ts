import { z } from 'zod';
import { Browser } from '../../parts/user-center/__testUtils__/browser.ts';
import { waitUntil } from '../../platform/wait.ts';

const refreshSchema = z.object({
  backstageIdentity: z.object({
    token: z.string(),
    identity: z.object({ ownershipEntityRefs: z.array(z.string()) }),
  }),
});

const ENVIRONMENT = 'env=production';
const SCOPE = encodeURIComponent('openid profile email groups offline_access');

/** A person who signed in at a portal, asking its API. */
export class PortalSession {
  readonly #url: string;
  readonly #token: string;

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  /**
   * Signs in at the user center by its page.
   *
   * @param url - of the portal
   * @param name - as on the page, such as `Sofia Rossi`
   * @param group - waits until the catalog has the person in it, such as
   *   `group:default/shop`
   */
  static async open(
    url: string,
    name: string,
    group: string,
    signal: AbortSignal,
  ): Promise<PortalSession> {
    const portal = new Browser(url, { 'X-Requested-With': 'XMLHttpRequest' });
    const start = `/api/auth/oidc/start?${ENVIRONMENT}&scope=${SCOPE}`;
    const { url: authorize } = await portal.open(start);
    const center = new Browser(authorize.origin);
    const back = await center.choose(await center.open(authorize), name);
    await portal.open(back.url);
    let token = '';
    await waitUntil(async () => {
      const { status, text } = await portal.open(
        `/api/auth/oidc/refresh?${ENVIRONMENT}`,
      );
      if (status !== 200) throw new Error(`${name} has no session: ${text}`);
      const { backstageIdentity } = refreshSchema.parse(JSON.parse(text));
      token = backstageIdentity.token;
      return backstageIdentity.identity.ownershipEntityRefs.includes(group);
    }, signal);
    return new PortalSession(url, token);
  }

  /**
   * Asks the portal's API.
   *
   * @param path - below `/api`, such as `/catalog/entities`
   * @param init - with a body, the request is a POST of JSON
   */
  async ask<Answer>(
    path: string,
    schema: z.ZodType<Answer>,
    init: { body?: unknown; headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.#url}/api${path}`, {
      method: init.body === undefined ? 'GET' : 'POST',
      headers: {
        Authorization: `Bearer ${this.#token}`,
        'Content-Type': 'application/json',
        ...init.headers,
      },
      body: init.body === undefined ? undefined : JSON.stringify(init.body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return schema.parse(JSON.parse(text));
  }
}
