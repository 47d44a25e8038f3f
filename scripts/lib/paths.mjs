import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** What is made once per version, for all clones (XDG Base Directory Specification). */
export const cacheDir =
  process.env.PILOTHOUSE_CACHE ||
  join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'pilothouse');
