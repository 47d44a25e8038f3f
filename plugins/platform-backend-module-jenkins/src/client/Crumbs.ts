import { z } from 'zod';

const crumbSchema = z.object({
  crumb: z.string(),
  crumbRequestField: z.string(),
});

/** The crumb that Jenkins wants of those who come with a password, and its session. */
export class Crumbs {
  #headers: Record<string, string> = {};

  /** Headers for a request that changes something; none until Jenkins wants them. */
  headers(): Readonly<Record<string, string>> {
    return this.#headers;
  }

  /** Takes a new crumb; without one, the next request is refused and says so. */
  async renew(ask: () => Promise<Response>): Promise<void> {
    this.#headers = {};
    const response = await ask();
    const parsed = crumbSchema.safeParse(
      response.ok ? await response.json() : undefined,
    );
    if (!parsed.success) return;
    const { crumb, crumbRequestField } = parsed.data;
    // A crumb is good in its session only.
    const cookies = response.headers
      .getSetCookie()
      .map(cookie => cookie.split(';', 1)[0] ?? '');
    this.#headers = {
      [crumbRequestField]: crumb,
      ...(cookies.length > 0 && { Cookie: cookies.join('; ') }),
    };
  }
}
