import { delimiter, join } from 'node:path';
import { exists } from '../../platform/files.ts';
import { intoPlace } from '../../platform/into-place.ts';
import type { Part } from '../../platform/part.ts';
import { logFile, type Platform } from '../../platform/platform.ts';

const VERSION = '1.6.2';

function folder({ cacheDir }: Platform): string {
  return join(cacheDir, 'tools', `techdocs-${VERSION}`);
}

/** Variables with which the portal finds MkDocs, whether it is built already or not. */
export function techdocsEnvironment(
  platform: Platform,
): Record<string, string> {
  const dir = folder(platform);
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
    const dir = folder(platform);
    if (await exists(dir)) return;
    await intoPlace(dir, draft => pipInstall(platform, draft));
  },
};

async function pipInstall(platform: Platform, target: string): Promise<void> {
  const name = 'build-techdocs';
  const requirement = `mkdocs-techdocs-core==${VERSION}`;
  const code = await platform.processes.runToEnd({
    name,
    command: 'python3',
    args: ['-m', 'pip', 'install', '--target', target, requirement],
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
