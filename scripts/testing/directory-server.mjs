import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../lib/paths.mjs';
import { outputOf, runLogged } from '../lib/run.mjs';

const SERVER = 'usr/sbin/slapd';
const NEEDED = [SERVER, 'usr/bin/ldapadd', 'etc/ldap/schema'];
const LOG = join(cacheDir, 'logs/slapd.log');
/** Of the machine in any case; a second one in the way of its loader would do harm. */
const OF_THE_MACHINE = ['libc6'];

/**
 * An OpenLDAP for the test of people from LDAP: the machine's own, or Debian's packages
 * unpacked in the cache, which needs no root.
 *
 * @param {(text: string) => void} say
 * @returns {Promise<string | undefined>} path of slapd; undefined, and said why, when none
 *   can be had
 */
export async function ensureDirectoryServer(say) {
  const given = process.env.PILOTHOUSE_SLAPD;
  if (given) return given;
  const cached = join(cacheDir, 'slapd');
  for (const prefix of ['/', cached]) {
    if (NEEDED.every(path => existsSync(join(prefix, path))))
      return join(prefix, SERVER);
  }
  try {
    say('fetching OpenLDAP');
    await unpackInto(cached);
    return join(cached, SERVER);
  } catch (error) {
    say(
      `without OpenLDAP, whose test is skipped (apt-get install slapd ldap-utils): ${
        error instanceof Error ? error.message : error
      }`,
    );
    return undefined;
  }
}

/**
 * It appears whole or not at all.
 *
 * @param {string} folder
 */
async function unpackInto(folder) {
  mkdirSync(cacheDir, { recursive: true });
  const draft = mkdtempSync(join(cacheDir, 'slapd-draft-'));
  const options = {
    cwd: draft,
    log: LOG,
    sorry: "Debian's packages of OpenLDAP could not be fetched.",
  };
  try {
    const names = ['slapd', 'ldap-utils', ...librariesOf('slapd')];
    await runLogged('apt-get', ['download', ...names], options);
    const files = readdirSync(draft).filter(name => name.endsWith('.deb'));
    for (const file of files) {
      await runLogged('dpkg', ['-x', file, 'root'], options);
    }
    renameSync(join(draft, 'root'), folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** @param {string} name of a package */
function librariesOf(name) {
  const text = outputOf('apt-cache', ['depends', '--important', name]) ?? '';
  return [...text.matchAll(/Depends: (lib[^\s<>]+)$/gm)]
    .flatMap(([, library]) => library ?? [])
    .filter(library => !OF_THE_MACHINE.includes(library));
}
