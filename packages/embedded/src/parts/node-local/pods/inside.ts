import { runInside, type Inside } from '../shim/enter.ts';
import { readEnvironment } from '../usage/environment.ts';
import type { ProbeResult } from './probe.ts';
import { stateOf, type Run } from './runs.ts';

/** Where commands beside a run's program are run; undefined while it does not run. */
export function insideOf(run: Run | undefined): Inside | undefined {
  const state = run && stateOf(run);
  if (!run || state?.kind !== 'running') {
    return undefined;
  }
  const { workingDirectory, namespaced } = run.record;
  return {
    namespacePid: namespaced ? state.start.pid : undefined,
    environment: readEnvironment(state.start.pid),
    workingDirectory,
  };
}

/** Runs the command of a probe or hook beside a container's program. */
export async function execInside(
  inside: Inside | undefined,
  command: readonly string[],
  timeoutMs: number,
): Promise<ProbeResult> {
  if (!inside) {
    return { kind: 'failed', because: 'the container does not run' };
  }
  const { exitCode, output } = await runInside(inside, command, timeoutMs);
  return exitCode === 0
    ? { kind: 'passed' }
    : { kind: 'failed', because: output.trim() || `exit code ${exitCode}` };
}
