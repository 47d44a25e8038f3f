import type { BuildCause } from '../../model.ts';
import { Bean, type Value } from '../bean.ts';

/** A build's causes, as Jenkins shows them among its actions. */
export function causeAction(causes: readonly BuildCause[]): Bean {
  return new Bean(
    'hudson.model.CauseAction',
    { causes: () => causes.map(causeBean) },
    { visibility: 2 },
  );
}

function causeBean(cause: BuildCause): Bean {
  const of = (
    className: string,
    shortDescription: string,
    more: Readonly<Record<string, Value>> = {},
  ) =>
    new Bean(
      className,
      Object.fromEntries(
        Object.entries({ shortDescription, ...more }).map(([name, value]) => [
          name,
          () => value,
        ]),
      ),
      { visibility: 3 },
    );
  switch (cause.kind) {
    case 'user':
      return of(
        'hudson.model.Cause$UserIdCause',
        `Started by user ${cause.userName}`,
        { userId: cause.userId, userName: cause.userName },
      );
    case 'scm':
      return of(
        'hudson.triggers.SCMTrigger$SCMTriggerCause',
        'Started by an SCM change',
      );
    case 'branch-indexing':
      return of('jenkins.branch.BranchIndexingCause', 'Branch indexing');
    case 'branch-event':
      return of('jenkins.branch.BranchEventCause', 'Push event');
    case 'timer':
      return of(
        'hudson.triggers.TimerTrigger$TimerTriggerCause',
        'Started by timer',
      );
    case 'remote':
      return of(
        'hudson.model.Cause$RemoteCause',
        `Started by remote host ${cause.address}${
          cause.note ? ` with note: ${cause.note}` : ''
        }`,
        { addr: cause.address, note: cause.note },
      );
    case 'upstream':
      return of(
        'hudson.model.Cause$UpstreamCause',
        `Started by upstream project "${cause.job}" build number ${cause.build}`,
        { upstreamProject: cause.job, upstreamBuild: cause.build },
      );
    case 'replay':
      return of(
        'org.jenkinsci.plugins.workflow.cps.replay.ReplayCause',
        `Replayed #${cause.build}`,
      );
  }
}
