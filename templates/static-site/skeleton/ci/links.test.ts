import assert from 'node:assert/strict';
import { it } from 'node:test';
import { brokenLinks } from './links.ts';

const SITE = {
  '/guide/': '<h2 id="first">First</h2>',
  '/assets/site.css': '',
};

for (const [link, isBroken] of [
  ['/guide/', false],
  ['guide/', false],
  ['/guide/#first', false],
  ['#here', false],
  ['/?a=1&amp;b=2', false],
  ['/assets/site.css', false],
  ['https://example.com/x', false],
  ['mailto:ada@example.com', false],
  ['/guide', true],
  ['/guide/#second', true],
  ['#there', true],
  ['/missing.png', true],
  ['http://', true],
] as const)
  it(`${link} ${isBroken ? 'leads nowhere' : 'leads somewhere'}`, () => {
    const page = `<h1 id="here"></h1><a href="${link}">x</a>`;
    const found = brokenLinks(new Map(Object.entries({ ...SITE, '/': page })));
    assert.equal(found.length, isBroken ? 1 : 0);
  });
