import type { Entity } from '@backstage/catalog-model';
import { claimOf, claims, type Claim } from './claims';
import { SelectorIndex } from './SelectorIndex';
import type { Workload } from './workload';

interface Claimant {
  readonly entity: Entity;
  readonly claim: Claim;
}

type ClaimantsOf = (workload: Workload) => readonly Entity[];

const finders = new WeakMap<readonly Entity[], ClaimantsOf>();

/** Finds the components that claim a workload; made once for a list that stays the same. */
export function claimantsAmong(components: readonly Entity[]): ClaimantsOf {
  const claimantsOf = finders.get(components) ?? makeFinder(components);
  finders.set(components, claimantsOf);
  return claimantsOf;
}

function makeFinder(components: readonly Entity[]): ClaimantsOf {
  const index = new SelectorIndex<Claimant>();
  for (const entity of components) {
    const claim = claimIfUnderstood(entity);
    if (claim) index.add(claim.requirements, { entity, claim });
  }
  return workload =>
    index
      .selecting(workload.metadata.labels)
      .filter(({ claim }) => claims(claim, workload))
      .map(({ entity }) => entity);
}

/** Whether a component claims workloads by a selector that is not understood. */
export function isClaimUnclear(entity: Entity): boolean {
  return claimKnownOf(entity) === 'unclear';
}

const known = new WeakMap<Entity, Claim | 'none' | 'unclear'>();

/** A selector that is not understood stops no other. */
function claimIfUnderstood(entity: Entity): Claim | undefined {
  const found = claimKnownOf(entity);
  return typeof found === 'string' ? undefined : found;
}

function claimKnownOf(entity: Entity) {
  const found = known.get(entity) ?? readClaim(entity);
  known.set(entity, found);
  return found;
}

function readClaim(entity: Entity): Claim | 'none' | 'unclear' {
  try {
    return claimOf(entity) ?? 'none';
  } catch {
    return 'unclear';
  }
}
