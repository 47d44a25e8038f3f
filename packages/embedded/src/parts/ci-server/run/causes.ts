import type { BuildCause } from '../model.ts';

/** The line with which a build's log says why it began. */
export function describeCause(cause: BuildCause): string {
  switch (cause.kind) {
    case 'user':
      return `Started by user ${cause.userName}`;
    case 'scm':
      return `Started by an SCM change${cause.note ? `: ${cause.note}` : ''}`;
    case 'branch-indexing':
      return 'Branch indexing';
    case 'branch-event':
      return 'Branch event';
    case 'timer':
      return 'Started by timer';
    case 'remote':
      return `Started by remote host ${cause.address}${
        cause.note ? ` with note: ${cause.note}` : ''
      }`;
    case 'upstream':
      return `Started by upstream project "${cause.job}" build number ${cause.build}`;
    default:
      return `Replayed #${cause.build}`;
  }
}
