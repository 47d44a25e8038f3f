import { delimiter, join } from 'node:path';
import { exists } from '../../platform/files.ts';
import { intoPlace } from '../../platform/into-place.ts';
import type { Part } from '../../platform/part.ts';
import { logFile, type Platform } from '../../platform/platform.ts';
import { REQUIREMENTS, techdocsFolder } from './folder.ts';

/** As the requirements name it. */
const VERSION = '1.6.2';

/** Variables with which the portal finds MkDocs, whether it is built already or not. */
export async function techdocsEnvironment({
  cacheDir,
}: Platform): Promise<Record<string, string>> {
  const dir = await techdocsFolder(cacheDir);
  return {
    PATH: [join(dir, 'bin'), process.env.PATH].join(delimiter),
    PYTHONPATH: dir,
  };
}

/** MkDocs with the TechDocs theme: turns Markdown into the portal's documentation pages. */
export const techdocs: Part = {
  name: 'techdocs',
  title: 'Documentation generator',
  version: `mkdocs-techdocs-core ${VERSION}`,
  needs: [],
  background: true,
  async build(platform) {
    const dir = await techdocsFolder(platform.cacheDir);
    if (await exists(dir)) return;
    await intoPlace(dir, draft => pipInstall(platform, draft));
  },
};

async function pipInstall(platform: Platform, target: string): Promise<void> {
  const name = 'build-techdocs';
  const code = await platform.processes.runToEnd({
    name,
    command: 'python3',
    args: [
      ...['-m', 'pip', 'install', '--no-input', '--target', target],
      ...['--requirement', REQUIREMENTS],
    ],
  });
  if (code !== 0) {
    throw new Error(
      `MkDocs could not be installed; without pip the portal works, but shows no documentation pages. The output is in ${logFile(
        platform,
        name,
      )}`,
    );
  }
}
