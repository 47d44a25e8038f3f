import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomic } from '../../platform/files.ts';
import type { Platform } from '../../platform/platform.ts';
import { gitFiles } from './settings.ts';

const PAGES = join(import.meta.dirname, 'pages');
/** Gitea's pages ask for these by name, and warn in the browser where they are missing. */
const SCRIPTS = ['iife.js', 'index.js'];

/** Gives Gitea's pages plain looks, and a note that says why they have no others. */
export async function writePages(platform: Platform): Promise<void> {
  const custom = join(gitFiles(platform).dir, 'custom');
  const templates = join(custom, 'templates/custom');
  const styles = join(custom, 'public/assets/css');
  const note = 'body_inner_pre.tmpl';
  await put(note, join(templates, note));
  await put('index.css', join(styles, 'index.css'));
  await writeAtomic(join(styles, 'theme-gitea-auto.css'), '');
  for (const script of SCRIPTS) {
    await writeAtomic(join(custom, 'public/assets/js', script), '');
  }
}

async function put(page: string, path: string): Promise<void> {
  await writeAtomic(path, await readFile(join(PAGES, page)));
}
