import type { Secret } from '../../../middleware/operator/objects.ts';
import { passwordOf, secretName, type Cluster } from '../model.ts';

/** Accounts that the operator has by itself; a key of its Secret each. */
export const systemUsers = [
  'root',
  'operator',
  'monitor',
  'xtrabackup',
  'replication',
  'orchestrator',
  'heartbeat',
] as const;

/** A Secret that a cluster needs, with the keys that must be in it. */
export interface WantedSecret {
  readonly name: string;
  readonly keys: readonly string[];
}

/** All Secrets that a cluster needs. */
export function wantedSecrets(cluster: Cluster): WantedSecret[] {
  const users = (cluster.spec.users ?? []).map(user => {
    const { secret, key } = passwordOf(cluster, user);
    return { name: secret, keys: [key] };
  });
  const all = [{ name: secretName(cluster), keys: [...systemUsers] }, ...users];
  const byName = new Map<string, Set<string>>();
  for (const { name, keys } of all) {
    const known = byName.get(name) ?? new Set<string>();
    keys.forEach(key => known.add(key));
    byName.set(name, known);
  }
  return [...byName].map(([name, keys]) => ({ name, keys: [...keys] }));
}

/** What a Secret lacks of what must be in it; undefined where it is not there at all. */
export function lackingKeys(
  { keys }: WantedSecret,
  found: Secret | undefined,
): readonly string[] {
  return keys.filter(key => !found?.data?.[key]);
}
