import { WORK } from './work.ts';

/** What a service answered. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** How long to wait for a new build, and by which clock. */
export interface Patience {
  readonly patienceMs: number;
  readonly now: () => number;
  readonly pause: () => Promise<void>;
}

type Ask = (path: string) => Promise<Answer>;

/**
 * Waits until the expected build answers, then tries each piece of its work once.
 *
 * @throws an error that says what was asked, expected and answered
 */
export async function smokeTest(
  ask: Ask,
  version: string,
  patience: Patience,
): Promise<void> {
  await awaitVersion(ask, version, patience);
  for (const { path, expected } of WORK) {
    const { status, body } = await ask(path);
    if (status !== 200 || !body.includes(expected))
      throw new Error(
        `${path} should answer 200 with ${expected}, and answered ${status}: ${body}`,
      );
  }
}

async function awaitVersion(
  ask: Ask,
  version: string,
  { patienceMs, now, pause }: Patience,
): Promise<void> {
  const end = now() + patienceMs;
  for (;;) {
    const seen = await versionSeen(ask);
    if (seen === `version ${version}`) return;
    if (now() >= end)
      throw new Error(`/healthz should say version ${version}; seen: ${seen}`);
    await pause();
  }
}

async function versionSeen(ask: Ask): Promise<string> {
  try {
    const { status, body } = await ask('/healthz');
    if (status !== 200) return `status ${status}`;
    const { version } = JSON.parse(body) as { version?: string };
    return `version ${version ?? 'unknown'}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
