/** Fails when a link of the site leads nowhere in it: node ci/check-links.ts <folder> */
import { readFileSync } from 'node:fs';
import { readSite } from '../src/site/files.ts';
import { brokenLinks } from './links.ts';

const [folder = 'dist/pages'] = process.argv.slice(2);
const files = [...readSite(folder).values()].map(
  ({ address, isPage, path }) =>
    [address, isPage ? readFileSync(path, 'utf8') : ''] as const,
);
const broken = brokenLinks(new Map(files));
for (const { page, link } of broken)
  console.error(`${page} links to ${link}, where nothing is`);
if (broken.length > 0) process.exitCode = 1;
