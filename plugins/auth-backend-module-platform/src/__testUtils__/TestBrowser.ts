/** A browser that keeps cookies of one host and follows redirects. */
export class TestBrowser {
  readonly #cookies = new Map<string, string>();

  /** Fetches; redirects are followed up to a number that no sign-in needs. */
  async open(
    url: string,
    init: RequestInit = {},
    hops = 12,
  ): Promise<Response> {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, cookie: this.#header() },
    });
    response.headers.getSetCookie().forEach(cookie => this.#keep(cookie));
    const location = response.headers.get('location');
    if (location === null) {
      return response;
    }
    if (hops === 0) {
      throw new Error(`too many redirects, the last one to ${location}`);
    }
    return this.open(new URL(location, url).toString(), {}, hops - 1);
  }

  /** Whether it holds a cookie of that name. */
  has(name: string): boolean {
    return this.#cookies.has(name);
  }

  #header(): string {
    return [...this.#cookies]
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
  }

  #keep(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    const expires = /expires=([^;]+)/i.exec(cookie)?.[1];
    if (value === '' || (expires && Date.parse(expires) < Date.now())) {
      this.#cookies.delete(name);
    } else {
      this.#cookies.set(name, value);
    }
  }
}
