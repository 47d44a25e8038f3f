import { test as base } from '@playwright/test';
import { createPlatform } from '@pilothouse/embedded/create-platform';
import type { Platform } from '@pilothouse/embedded/platform';
import { Cluster } from './cluster.ts';
import { environment } from './environment.ts';
import { UserCenter } from './user-center.ts';
import { words, type Words } from './words.ts';

export { expect } from '@playwright/test';

/** What a project of the configuration chooses. */
export interface Options {
  /** Language of the reader. */
  readonly language: Words['language'];
}

interface Fixtures {
  readonly say: Words;
  readonly platform: Platform;
  readonly userCenter: UserCenter;
  readonly cluster: Cluster;
}

/** Playwright's `test` in the language of the project, with what stands behind the portal. */
export const test = base.extend<Fixtures & Options>({
  language: ['en', { option: true }],
  say: async ({ language }, use) => use(words[language]),
  platform: async ({ baseURL }, use) =>
    use(
      createPlatform({
        port: Number(new URL(baseURL ?? '').port),
        stateDir: environment().stateDir,
      }),
    ),
  userCenter: async ({ platform }, use) => use(await UserCenter.of(platform)),
  cluster: async ({ platform }, use) => use(await Cluster.of(platform)),
});
