import type { Cluster, SilenceReason } from './schema';

/** Without these it cannot be told what runs, and whose it is. */
const tellWhatRuns: readonly string[] = [
  'Namespace',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
];

/** Whether a kind of object can be read in a cluster, as far as a view needs it. */
export function canRead(
  cluster: Pick<Cluster, 'unreadable'> | undefined,
  kind: string,
): boolean {
  return !cluster?.unreadable?.some(each => each.kind === kind);
}

/** Whether what a cluster does not tell of does not run there. */
export function tellsWhatRuns(
  cluster: Pick<Cluster, 'knowledge' | 'unreadable'>,
): boolean {
  return (
    cluster.knowledge.kind === 'live' &&
    tellWhatRuns.every(kind => canRead(cluster, kind))
  );
}

/** Whether all is known of a cluster that a view needs, as it is now. */
export function tellsAll({
  knowledge,
  unreadable = [],
}: Pick<Cluster, 'knowledge' | 'unreadable'>): boolean {
  return knowledge.kind === 'live' && unreadable.length === 0;
}

/** Of these, one that is not known as it is now does answer. */
const answering: ReadonlySet<SilenceReason | undefined> = new Set([
  'catching-up',
  'in-part',
  'rights-unknown',
]);

/** Whether nothing comes of a cluster; one of which not all can be read does answer. */
export function isSilent({ knowledge }: Pick<Cluster, 'knowledge'>): boolean {
  return (
    knowledge.kind === 'unreachable' ||
    (knowledge.kind === 'stale' && !answering.has(knowledge.reason))
  );
}
