import type {
  Cause,
  ReplicaCounts,
  Rollout,
  Status,
} from '@pilothouse/plugin-platform-common';
import type { Surroundings } from './around';
import { findingsOf, mergeFindings, type Finding } from './causes';
import { rolloutOf } from './rollout';
import { replicasThatServe, sinceOf, statusOf } from './status';

/** The judgment of a workload. */
export interface Assessment {
  readonly status: Status;
  readonly since?: string;
  readonly causes: Cause[];
  readonly rollout: Rollout;
  readonly replicas: ReplicaCounts;
}

/** Judges a workload by what is around it. */
export function assess(surroundings: Surroundings): Assessment {
  const { workload } = surroundings;
  const rollout = rolloutOf(workload);
  const findings = findingsOf(surroundings);
  const status = statusOf(surroundings, rollout, findings);
  const causes = mergeFindings(
    findings.filter(finding => !isUsual(finding, status)),
    status,
  );
  return {
    status,
    since: sinceOf(status, surroundings, causes),
    causes,
    rollout,
    replicas: replicasThatServe(surroundings, findings),
  };
}

/** A pod that is not ready yet is nothing wrong while a workload is on its way. */
function isUsual({ facts }: Finding, status: Status): boolean {
  return status === 'progressing' && facts.kind === 'not-ready';
}
