import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** How a file can be sent, the best first. */
export const ENCODINGS = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;

/** Name of a content encoding. */
export type Encoding = (typeof ENCODINGS)[number]['name'];

/** A file of the site. */
export interface SiteFile {
  /** The address that it answers at, such as `/guide/`. */
  readonly address: string;
  readonly isPage: boolean;
  readonly type: string;
  /** Whether its address changes with its content. */
  readonly isImmutable: boolean;
  readonly etag: string;
  /** Where it is on the disk, as it is and compressed. */
  readonly path: string;
  readonly compressed: Readonly<Partial<Record<Encoding, string>>>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};

/** As `eleventy.config.js` names assets. */
const HASHED = /^\/assets\/.+\.[0-9a-f]{10}\.\w+$/;

/**
 * The files of a site, by their addresses. Only what was there at the start is served, so
 * that no address can reach another file.
 *
 * @throws when the folder is not there, or has no `404.html`
 */
export function readSite(folder: string): ReadonlyMap<string, SiteFile> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
  const known = new Set(paths);
  const files = paths
    .filter(path => !ENCODINGS.some(({ ending }) => path.endsWith(ending)))
    .map(path => toFile(folder, path, known));
  const site = new Map(files.map(file => [file.address, file]));
  if (!site.has('/404.html')) throw new Error(`${folder} has no 404.html`);
  return site;
}

function toFile(
  folder: string,
  path: string,
  known: ReadonlySet<string>,
): SiteFile {
  const address = `/${relative(folder, path).split(sep).join('/')}`.replace(
    /\/index\.html$/,
    '/',
  );
  const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
  const ending = extname(path);
  return {
    address,
    isPage: ending === '.html',
    type: TYPES[ending] ?? 'application/octet-stream',
    isImmutable: HASHED.test(address),
    etag: hash.slice(0, 32),
    path,
    compressed: Object.fromEntries(
      ENCODINGS.map(each => [each.name, path + each.ending] as const).filter(
        ([, there]) => known.has(there),
      ),
    ),
  };
}
