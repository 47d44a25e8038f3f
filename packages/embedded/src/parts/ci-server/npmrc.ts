import { join } from 'node:path';

/** What says where packages are, and how to get there. No key that holds a secret. */
const ADDRESSES = ['registry', 'proxy', 'https-proxy'];
const PLAIN = ['cafile', 'noproxy'];

/**
 * The npm configuration of builds: where the person's says that packages are, without the
 * tokens that stand beside it.
 *
 * @param text - of the person's npmrc
 * @param own - their environment, which npm puts in for `${NAME}`
 */
export function npmrcForBuilds(
  text: string,
  own: NodeJS.ProcessEnv,
  home: string,
): string {
  const lines = text.split(/\r?\n/).flatMap(line => {
    const [, key = '', raw = ''] =
      /^\s*([a-z-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    const value = raw
      .replace(/^(["'])(.*)\1$/, '$2')
      .replace(/\$\{([^}]+)\}/g, (whole, name: string) => own[name] ?? whole);
    const kept = keptOf(key, value, home);
    return kept ? [`${key}=${kept}\n`] : [];
  });
  return lines.join('');
}

function keptOf(key: string, value: string, home: string): string | undefined {
  if (ADDRESSES.includes(key)) return withoutLogin(value);
  if (!PLAIN.includes(key)) return undefined;
  // HOME of a build is another one.
  return value.startsWith('~/') ? join(home, value.slice(2)) : value;
}

/** An address without user name and password; undefined where they cannot be told apart. */
export function withoutLogin(address: string): string | undefined {
  if (!/[@?#]/.test(address)) return address;
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address))
    return undefined;
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  return url.href;
}
