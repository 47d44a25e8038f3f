import type { CauseFacts } from '@pilothouse/plugin-platform-common';
import type { Surroundings } from '../around';
import { stillRefuses } from '../quota';
import { refusalOf } from '../refusal';
import { replicasOf } from '../rollout';
import type { Finder, Finding } from './Finding';
import { limitsIn } from './limits';
import { existsNow, missingIn } from './missing';

const EXCEEDED =
  /exceeded quota: ([^,]+), requested: (.*), used: (.*), limited: (.*)$/;
const UNSPECIFIED = /failed quota: ([^:]+): must specify (.*)$/;
const DENIED = /admission webhook "([^"]+)" denied the request(?:: ([^]*))?/;
const NOT_CALLED = /failed calling webhook "([^"]+)"[:;] ([^]*)$/;
const POLICY =
  /ValidatingAdmissionPolicy '([^']+)' with binding '[^']+' denied request: ([^]*)$/;
const STANDARD = /violates (PodSecurity "[^"]+"): ([^]*)$/;

/** Pods that the API server does not let come into being. */
export const findRefusals: Finder = surroundings => {
  const refusal = refusalOf(surroundings);
  if (!refusal?.message) return [];
  const { desired, current } = replicasOf(surroundings.workload);
  const said = refusalIn(refusal.message);
  const passing = passingOf(said, surroundings);
  const finding: Finding = {
    facts: passing ?? said,
    blocking: !passing,
    pods: Math.max(1, desired - current),
    since: refusal.since,
    raw: refusal.message,
  };
  return [finding];
};

/** A refusal of which the reason is gone by now, so that it holds only until the next try. */
function passingOf(
  said: CauseFacts,
  { bounds, found }: Surroundings,
): CauseFacts | undefined {
  if (said.kind === 'quota-exceeded') {
    return bounds && !stillRefuses(said, bounds)
      ? { ...said, lifted: true }
      : undefined;
  }
  return existsNow(said, { found }) ? { ...said, exists: true } : undefined;
}

/** What a refusal to create a pod means. */
export function refusalIn(message: string): CauseFacts {
  return (
    quotaIn(message) ??
    limitsIn(message) ??
    admissionIn(message) ??
    missingIn(message) ?? {
      kind: 'create-failed',
      said: message.replace(/^[^]*?is forbidden: /, ''),
    }
  );
}

function quotaIn(message: string): CauseFacts | undefined {
  const [, quota, ...amounts] = EXCEEDED.exec(message) ?? [];
  if (quota) {
    const [requested, used, limited] = amounts.map(amountsIn);
    const resources = [...limited.keys()].map(resource => ({
      resource,
      requested: requested.get(resource),
      used: used.get(resource),
      limited: limited.get(resource),
    }));
    return { kind: 'quota-exceeded', quota, resources };
  }
  const [, by, wanted] = UNSPECIFIED.exec(message) ?? [];
  if (!by) return undefined;
  const resources = wanted.split('; ').flatMap(part => {
    const [names] = part.split(' for: ');
    return names.split(',').map(resource => ({ resource }));
  });
  return { kind: 'quota-exceeded', quota: by, resources, unspecified: true };
}

function amountsIn(list: string): Map<string, string> {
  return new Map(
    list.split(',').map(amount => {
      const [resource, quantity = ''] = amount.trim().split('=');
      return [resource, quantity];
    }),
  );
}

function admissionIn(message: string): CauseFacts | undefined {
  const [, webhook, said] =
    DENIED.exec(message) ?? NOT_CALLED.exec(message) ?? [];
  if (webhook) {
    return { kind: 'admission-refused', webhook, said: said ?? message };
  }
  const [, policy, reason] =
    POLICY.exec(message) ?? STANDARD.exec(message) ?? [];
  return policy
    ? { kind: 'admission-refused', policy, said: reason }
    : undefined;
}
