import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Addresses } from '../platform/addresses.ts';

/** A running platform that tests are told to use. */
export interface PlatformUnderTest {
  readonly root: string;
  readonly stateDir: string;
  readonly cacheDir: string;
  readonly addresses: Addresses;
  readonly kubeconfig: string;
}

/**
 * The platform whose state folder stands in `PILOTHOUSE_TEST_PLATFORM`.
 *
 * @throws when there is none
 */
export function platformUnderTest(): PlatformUnderTest {
  const stateDir =
    process.env.PILOTHOUSE_TEST_PLATFORM ??
    join(homedir(), '.local/state/pilothouse/7007');
  const description: Omit<PlatformUnderTest, 'kubeconfig'> = JSON.parse(
    readFileSync(join(stateDir, 'platform.json'), 'utf8'),
  );
  return { ...description, kubeconfig: join(stateDir, 'kubeconfig') };
}
