import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { signInAs, startSignIn, TestCenter } from './__testUtils__/center.ts';

let center: TestCenter;
before(async () => {
  center = await TestCenter.start();
});
after(() => center.stop());

async function signInPage(
  headers?: Record<string, string>,
  extra?: Record<string, string>,
) {
  const browser = center.browser(headers);
  const { url } = await startSignIn(await center.portal(), extra);
  return { browser, page: await browser.open(url) };
}

/** Plain HTTP, because fetch does not let the Host header be set. */
function statusFor(
  path: string,
  headers: Record<string, string>,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${center.issuer.replace('localhost', '127.0.0.1')}${path}`,
      { headers },
    );
    call.once('response', response => {
      response.resume();
      resolve(response.statusCode);
    });
    call.once('error', reject);
    call.end();
  });
}

describe('the sign-in page', () => {
  it('says what it is and lists everyone with title and teams', async () => {
    const { page } = await signInPage();
    assert.match(page.text, /embedded user center, for trying Pilothouse out/);
    const people = [
      ...page.text.matchAll(
        /<strong>([^<]*)<\/strong>\s*<span>([^<]*)<\/span>/g,
      ),
    ];
    assert.deepEqual(
      people.map(([, name, about]) => `${name}: ${about}`),
      [
        'Lin Wei: Developer · team shop',
        'Mei Chen: Developer · team shop',
        'Omar Haddad: Developer · team payments',
        'Anna Kowalska: Developer · team payments',
        'Zhao Min: Team lead · teams commerce, payments, shop',
        'Sofia Rossi: Platform engineer · team platform-engineers',
        'Noor Khan: New colleague · no team',
      ],
    );
  });

  it('speaks the language that the browser or the portal asks for', async () => {
    const chinese = await signInPage({
      'Accept-Language': 'fr, zh-CN;q=0.9, en;q=0.8',
    });
    assert.match(chinese.page.text, /<html lang="zh-CN">/);
    assert.match(chinese.page.text, /开发者 · 团队：shop/);
    const asked = await signInPage(
      { 'Accept-Language': 'zh-CN' },
      { ui_locales: 'en' },
    );
    assert.match(asked.page.text, /<html lang="en">/);
  });

  it('switches the language, keeps it, and still signs in', async () => {
    const { browser, page } = await signInPage();
    const target = /href="(\/language[^"]*)"/
      .exec(page.text)?.[1]
      ?.replaceAll('&amp;', '&');
    const switched = await browser.open(target ?? '');
    assert.equal(switched.url.href, page.url.href);
    assert.match(switched.text, /<html lang="zh-CN">/);
    assert.match((await browser.open('/')).text, /<html lang="zh-CN">/);
    const back = await browser.choose(switched, 'Lin Wei');
    assert.ok(back.url.searchParams.get('code'));
  });

  it('goes only to its own pages after switching', async () => {
    for (const back of [
      'https://example.com/',
      '//example.com/',
      '/\\example.com',
      'http:x',
    ]) {
      const visit = await center
        .browser()
        .open(`/language?${new URLSearchParams({ to: 'en', back })}`);
      assert.equal(visit.url.origin, center.issuer, back);
    }
  });

  it('belongs to the browser that began it', async () => {
    const { page } = await signInPage();
    const stranger = await center.browser().open(page.url);
    assert.equal(stranger.status, 400);
    assert.match(stranger.text, /expired or was begun in another browser/);
  });

  it('takes no form from another origin', async () => {
    const { browser, page } = await signInPage();
    const person = await center.userId('lin.wei');
    const forged = await browser.open(page.url, {
      method: 'POST',
      body: new URLSearchParams({ person }),
      headers: { Origin: 'http://localhost:9999' },
    });
    assert.equal(forged.status, 403);
    assert.match(forged.text, /another site/);
  });

  it('escapes what people are called', async () => {
    const displayName = '<script>alert("1")</script>';
    const { body } = await center.scim('POST', '/Users', {
      userName: 'markup',
      displayName,
    });
    const { page } = await signInPage();
    await center.scim('DELETE', `/Users/${body.id}`);
    assert.match(
      page.text,
      /&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt;/,
    );
    assert.doesNotMatch(page.text, /<script/);
  });

  it('runs no script, loads nothing from elsewhere and cannot be framed', async () => {
    const { page } = await signInPage();
    const policy = page.headers.get('content-security-policy') ?? '';
    const directives = new Map(
      policy.split('; ').map(directive => {
        const [name = '', ...values] = directive.split(' ');
        return [name, values.join(' ')];
      }),
    );
    assert.equal(directives.get('default-src'), "'none'");
    assert.equal(directives.get('script-src'), '');
    assert.equal(directives.get('style-src'), "'self'");
    assert.equal(directives.get('frame-ancestors'), "'none'");
    assert.equal(directives.get('form-action'), "'self' http://localhost:7007");
    const style = await center.browser().open('/user-center.css');
    assert.match(style.headers.get('content-type') ?? '', /^text\/css/);
  });
});

describe('other pages', () => {
  it('the front page says who is signed in and lets them out', async () => {
    const { browser } = await signInAs(center, 'Sofia Rossi');
    const front = await browser.open('/');
    assert.match(front.text, /You are signed in as Sofia Rossi\./);
    const confirm = await browser.open(
      /href="(\/session\/end)"/.exec(front.text)?.[1] ?? '',
    );
    const done = await browser.submit(confirm, { logout: 'yes' });
    assert.match(done.text, /You are signed out/);
    assert.doesNotMatch((await browser.open('/')).text, /signed in as/);
  });

  it('an unknown address is a page with a sentence and status 404', async () => {
    const visit = await center
      .browser({ Accept: 'text/html' })
      .open('/nowhere');
    assert.equal(visit.status, 404);
    assert.match(visit.text, /There is no page at this address\./);
  });

  it('answer only under names of this machine', async () => {
    const { port } = new URL(center.issuer);
    assert.equal(await statusFor('/', { Host: `127.0.0.1:${port}` }), 200);
    assert.equal(await statusFor('/', { Host: `evil.example:${port}` }), 421);
    assert.equal(
      await statusFor('/scim/v2/Users', { Host: 'evil.example' }),
      421,
    );
  });
});
