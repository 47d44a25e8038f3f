import { duration } from '../time/relative';
import { formatClauses, formatList } from './format';
import {
  boundSentence,
  placementFix,
  reasonSentence,
  resourceSentence,
} from './reasons';
import { plain, type Table, type Wording } from './wording';

type Kind =
  | 'unschedulable'
  | 'quota-exceeded'
  | 'limit-range'
  | 'admission-refused'
  | 'volume-pending'
  | 'deadline-exceeded'
  | 'node-gone'
  | 'autoscaler-blind'
  | 'disruption-blocked'
  | 'overlapping-selectors'
  | 'service-overlap'
  | 'no-endpoints';

/** Names of a few, then how many more there are. */
function listed(
  names: readonly string[],
  more: number | undefined,
  { say, language }: Wording,
): string {
  const rest = more?.toString();
  const others = rest ? [say({ key: 'list.more', values: { rest } })] : [];
  return formatList([...names, ...others], language);
}

/** What keeps pods from coming to be, and what is wrong around a workload. */
export const workloadWords: Table<Kind> = {
  unschedulable: ({ reasons, wishes = [] }, { pods }, { say, language }) =>
    plain(
      reasons.length > 0
        ? 'cause.unschedulable.reasons'
        : 'cause.unschedulable.plain',
      placementFix(reasons),
      {
        count: Math.max(pods, 1),
        reasons: formatList(
          reasons.map(one => say(reasonSentence(one, wishes.join('; ')))),
          language,
        ),
      },
    ),
  'quota-exceeded': (facts, _, { say, language, unnamed }) => {
    const { quota = unnamed, resources, unspecified, lifted } = facts;
    if (lifted) {
      return plain('cause.quota-exceeded.lifted', 'fix.refused.passing', {
        quota,
      });
    }
    const told = (parts: readonly string[]) => ({
      quota,
      resources: formatList(parts, language),
    });
    if (unspecified) {
      return plain(
        'cause.quota-exceeded.unspecified',
        'fix.quota-exceeded.unspecified',
        told(resources.map(({ resource }) => resource)),
      );
    }
    return resources.length > 0
      ? plain(
          'cause.quota-exceeded.resources',
          'fix.quota-exceeded.plain',
          told(resources.map(resourceSentence).map(say)),
        )
      : plain('cause.quota-exceeded.plain', 'fix.quota-exceeded.plain');
  },
  'limit-range': ({ broken }, _, { say, language }) =>
    plain('cause.limit-range.plain', 'fix.limit-range.plain', {
      limits: formatClauses(broken.map(boundSentence).map(say), language),
    }),
  'admission-refused': ({ webhook, policy }) => {
    const named = policy ? 'policy' : 'plain';
    return plain(
      `cause.admission-refused.${webhook ? 'webhook' : named}`,
      'fix.admission-refused.plain',
      { webhook, policy },
    );
  },
  'volume-pending': ({ claim }) =>
    plain('cause.volume-pending.plain', 'fix.volume-pending.plain', { claim }),
  'deadline-exceeded': ({ deadlineSeconds }, _, { language }) =>
    plain(
      `cause.deadline-exceeded.${deadlineSeconds ? 'deadline' : 'plain'}`,
      'fix.deadline-exceeded.plain',
      { duration: duration(0, (deadlineSeconds ?? 0) * 1000, language) },
    ),
  'node-gone': ({ node }) =>
    plain('cause.node-gone.plain', 'fix.node-gone.plain', { node }),
  'autoscaler-blind': ({ autoscaler, custom }) =>
    plain(
      'cause.autoscaler-blind.plain',
      custom ? 'fix.autoscaler-blind.custom' : 'fix.autoscaler-blind.plain',
      { autoscaler },
    ),
  'disruption-blocked': ({ budget, healthy, wanted, lacks }) =>
    plain(
      healthy === undefined || wanted === undefined
        ? 'cause.disruption-blocked.plain'
        : 'cause.disruption-blocked.counts',
      `fix.disruption-blocked.${lacks ?? 'plain'}`,
      { budget, healthy: healthy?.toString(), wanted: wanted?.toString() },
    ),
  'overlapping-selectors': ({ workloads, more }, _, wording) =>
    plain(
      'cause.overlapping-selectors.plain',
      'fix.overlapping-selectors.plain',
      {
        workloads: listed(workloads, more, wording),
      },
    ),
  'service-overlap': ({ service, workloads, more, only }, _, wording) => {
    const variant = only ? 'only' : 'plain';
    return plain(
      `cause.service-overlap.${variant}`,
      `fix.service-overlap.${variant}`,
      { service, workloads: listed(workloads, more, wording) },
    );
  },
  'no-endpoints': ({ service }) =>
    plain('cause.no-endpoints.plain', 'fix.no-endpoints.plain', { service }),
};
