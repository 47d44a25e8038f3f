import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';

const ASSETS = 'site/assets';

/**
 * Addresses of the assets, by their names. Each has a part that changes with what is in
 * the file, so that browsers may keep it forever.
 */
const addresses = new Map(
  readdirSync(ASSETS).map(name => {
    const content = readFileSync(`${ASSETS}/${name}`);
    const hash = createHash('sha256').update(content).digest('hex');
    const ending = extname(name);
    const stem = name.slice(0, -ending.length);
    return [name, `/assets/${stem}.${hash.slice(0, 10)}${ending}`];
  }),
);

/** How the site is made: pages are Markdown or HTML in `site/`, in layouts of `_includes`. */
export default function (eleventy) {
  for (const [name, address] of addresses)
    eleventy.addPassthroughCopy({ [`${ASSETS}/${name}`]: address.slice(1) });
  eleventy.addPassthroughCopy('site/robots.txt');
  eleventy.addWatchTarget(ASSETS);
  eleventy.addFilter('asset', name => {
    const address = addresses.get(name);
    if (!address) throw new Error(`There is no ${ASSETS}/${name}`);
    return address;
  });
  return {
    dir: { input: 'site', output: 'dist/pages' },
    markdownTemplateEngine: 'liquid',
    htmlTemplateEngine: 'liquid',
  };
}
