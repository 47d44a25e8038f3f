/** A link of a page that leads nowhere in the site. */
export interface BrokenLink {
  readonly page: string;
  readonly link: string;
}

const LINK = /\s(?:href|src)="([^"]*)"/g;
const ID = /\sid="([^"]*)"/g;

/**
 * Finds links within a site that lead nowhere; those to other sites are not followed.
 *
 * @param files - texts of pages, and empty ones of other files, by their addresses
 */
export function brokenLinks(
  files: ReadonlyMap<string, string>,
): readonly BrokenLink[] {
  return [...files].flatMap(([page, text]) =>
    [...text.matchAll(LINK)]
      .map(([, link = '']) => link.replaceAll('&amp;', '&'))
      .filter(link => !leads(link, page, files))
      .map(link => ({ page, link })),
  );
}

function leads(
  link: string,
  page: string,
  files: ReadonlyMap<string, string>,
): boolean {
  const own = 'http://this-site.invalid';
  const url = URL.canParse(link, own + page) && new URL(link, own + page);
  if (!url) return false;
  if (url.origin !== own) return true;
  const target = files.get(decodeURIComponent(url.pathname));
  if (target === undefined) return false;
  const id = decodeURIComponent(url.hash.slice(1));
  return id === '' || [...target.matchAll(ID)].some(([, each]) => each === id);
}
