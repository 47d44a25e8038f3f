import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, yarn } from './run';

const FOLDERS = [
  'platform-common',
  'platform-node',
  'platform-backend',
  'kubernetes-backend-module-watch-cache',
];

/** Declarations of these packages alone; the build takes them from `dist-types`. */
async function declare() {
  const types = join(root, 'dist-types');
  const project = join(types, 'packed.tsconfig.json');
  mkdirSync(types, { recursive: true });
  const include = FOLDERS.map(folder => `../plugins/${folder}/src/index.ts`);
  writeFileSync(
    project,
    JSON.stringify({
      extends: '../tsconfig.json',
      include: [...include, '../plugins/platform-node/src/testing.ts'],
      compilerOptions: { outDir: '.', rootDir: '..', incremental: false },
    }),
  );
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  await run(tsc, ['-p', project], { cwd: root });
}

/**
 * Builds and packs the module and what it needs of this checkout, as they are published.
 *
 * @param into - folder for the archives
 * @returns path of the archive by name of the package
 */
export async function packed(into: string): Promise<Record<string, string>> {
  await declare();
  mkdirSync(into, { recursive: true });
  const archives: Record<string, string> = {};
  for (const folder of FOLDERS) {
    const cwd = join(root, 'plugins', folder);
    const { name } = JSON.parse(
      readFileSync(join(cwd, 'package.json'), 'utf8'),
    );
    const draft = join(into, `${folder}.tgz`);
    await run(yarn, ['build'], { cwd });
    await run(yarn, ['pack', '--out', draft], { cwd });
    // Named by content: Yarn believes that an archive of one name stays the same.
    const hash = createHash('sha256').update(readFileSync(draft)).digest('hex');
    archives[name] = join(into, `${folder}-${hash.slice(0, 12)}.tgz`);
    renameSync(draft, archives[name]);
  }
  return archives;
}
