import type { V1LifecycleHandler } from '@kubernetes/client-node';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Wire } from '../../../kube/wire.ts';
import { httpProbe, type ProbeResult, type ProbeTarget } from './probe.ts';

export type Hook = Wire<V1LifecycleHandler>;

/** Runs a lifecycle hook to its end, or for `timeoutMs` at most. */
export async function runHook(
  hook: Hook,
  target: ProbeTarget,
  timeoutMs: number,
): Promise<ProbeResult> {
  if (hook.exec) {
    return target.exec(hook.exec.command ?? [], timeoutMs);
  }
  if (hook.httpGet) {
    return httpProbe(hook.httpGet, target, timeoutMs);
  }
  if (hook.sleep) {
    await sleep(Math.min(hook.sleep.seconds * 1000, timeoutMs));
  }
  return { kind: 'passed' };
}
