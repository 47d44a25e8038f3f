/** A page, or the address outside the user center to which it sent the browser. */
export interface Visit {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

const MAX_REDIRECTS = 10;

/** As much of a browser as it takes to sign in: cookies with paths, redirects, forms. */
export class Browser {
  readonly #origin: string;
  readonly #headers: Readonly<Record<string, string>>;
  #cookies: Cookie[] = [];

  /** @param origin - of the user center; redirects elsewhere are not followed */
  constructor(origin: string, headers: Readonly<Record<string, string>> = {}) {
    this.#origin = origin;
    this.#headers = headers;
  }

  async open(url: string | URL, init: RequestInit = {}): Promise<Visit> {
    let next = new URL(url, this.#origin);
    let request = init;
    for (let hops = 0; hops < MAX_REDIRECTS; hops += 1) {
      const response = await fetch(next, {
        ...request,
        redirect: 'manual',
        headers: {
          ...this.#headers,
          Cookie: this.#cookieHeader(next),
          ...request.headers,
        },
      });
      this.#keepCookies(response);
      const location = response.headers.get('location');
      const { headers, status } = response;
      if (!location)
        return { url: next, status, headers, text: await response.text() };
      await response.body?.cancel();
      next = new URL(location, next);
      if (next.origin !== this.#origin)
        return { url: next, status, headers, text: '' };
      request = {};
    }
    throw new Error(
      `More than ${MAX_REDIRECTS} redirects, the last to ${next}`,
    );
  }

  /** Submits the page's form with its hidden fields and the given ones. */
  async submit(
    page: Visit,
    fields: Readonly<Record<string, string>> = {},
  ): Promise<Visit> {
    const action = /<form[^>]*action="([^"]*)"/.exec(page.text)?.[1];
    if (!action)
      throw new Error(`There is no form on ${page.url}: ${page.text}`);
    const hidden = [
      ...page.text.matchAll(
        /<input type="hidden" name="(\w+)" value="([^"]*)"/g,
      ),
    ];
    const body = new URLSearchParams();
    for (const [, name = '', value = ''] of hidden) body.set(name, value);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const headers = { Origin: this.#origin };
    return this.open(new URL(action.replaceAll('&amp;', '&'), page.url), {
      method: 'POST',
      body,
      headers,
    });
  }

  /** Presses the button of one person on the sign-in page. */
  async choose(page: Visit, name: string): Promise<Visit> {
    const buttons = page.text.matchAll(
      /<button[^>]*name="person"[^>]*value="([^"]*)"[^>]*>([^]*?)<\/button>/g,
    );
    const button = [...buttons].find(([, , label]) =>
      label?.includes(`<strong>${name}</strong>`),
    );
    if (!button?.[1])
      throw new Error(`${name} is not on the page: ${page.text}`);
    return this.submit(page, { person: button[1] });
  }

  #cookieHeader(url: URL): string {
    return this.#cookies
      .filter(
        ({ path }) =>
          url.pathname === path ||
          url.pathname.startsWith(path.replace(/\/?$/, '/')),
      )
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  #keepCookies(response: Response): void {
    for (const header of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = header.split(/;\s*/);
      const [name = '', ...value] = pair.split('=');
      const read = (attribute: string) =>
        attributes
          .find(text => text.toLowerCase().startsWith(`${attribute}=`))
          ?.slice(attribute.length + 1);
      const path = read('path') ?? '/';
      this.#cookies = this.#cookies.filter(
        known => known.name !== name || known.path !== path,
      );
      const expires = read('expires');
      if (expires && Date.parse(expires) <= Date.now()) continue;
      this.#cookies.push({ name, value: value.join('='), path });
    }
  }
}
