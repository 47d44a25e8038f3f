import type { Cause, CauseFacts } from '@pilothouse/plugin-platform-common';
import { duration } from '../time/relative';
import { endingOf, probeAnswer, pullTrouble, signalOf } from './classify';
import { formatBytes, formatList } from './format';
import { reasonSentence, resourceSentence } from './reasons';
import type { Sentence } from './sentence';

/** What words of a cause need besides its facts. */
export interface Wording {
  readonly language: string;
  /** Says a part of a sentence, such as one reason of several. */
  readonly say: (part: Sentence) => string;
  readonly unnamed: string;
}

/** A cause in words: what is wrong, then what to do. */
export interface CauseWords {
  readonly what: Sentence;
  readonly fix: Sentence;
}

type Facts<K extends CauseFacts['kind']> = Extract<CauseFacts, { kind: K }>;

type Table = {
  readonly [K in CauseFacts['kind']]: (
    facts: Facts<K>,
    cause: Cause,
    wording: Wording,
  ) => CauseWords;
};

/** A cause whose sentences have no variants. */
function plain(
  what: Sentence['key'],
  fix: Sentence['key'],
  values: Sentence['values'] = {},
): CauseWords {
  return { what: { key: what, values }, fix: { key: fix, values: {} } };
}

function ending(
  kind: 'crash-loop' | 'exited',
  facts: Facts<'crash-loop'> | Facts<'exited'>,
  unnamed: string,
): CauseWords {
  const { container = unnamed, exitCode } = facts;
  const count = 'restarts' in facts ? facts.restarts : 0;
  const fix = `fix.crash.${endingOf(facts)}` as const;
  const signal = signalOf(facts);
  if (signal) {
    return plain(`cause.${kind}.signal`, fix, { container, signal, count });
  }
  const code = exitCode?.toString();
  return code === undefined
    ? plain(`cause.${kind}.plain`, fix, { container })
    : plain(`cause.${kind}.exit`, fix, { container, code, count });
}

/** Kind by kind which sentences tell a cause, and what they are filled with. */
const table: Table = {
  'image-pull': (facts, { raw }) => {
    const trouble = pullTrouble([facts.said, raw].filter(Boolean).join(' '));
    return plain(`cause.image-pull.${trouble}`, `fix.image-pull.${trouble}`, {
      image: facts.image,
    });
  },
  'crash-loop': (facts, _, { unnamed }) => ending('crash-loop', facts, unnamed),
  exited: (facts, _, { unnamed }) => ending('exited', facts, unnamed),
  'out-of-memory': ({ container, limitBytes }, _, { language, unnamed }) =>
    limitBytes === undefined
      ? plain('cause.out-of-memory.unlimited', 'fix.out-of-memory.unlimited', {
          container: container ?? unnamed,
        })
      : plain('cause.out-of-memory.limited', 'fix.out-of-memory.limited', {
          container: container ?? unnamed,
          limit: formatBytes(limitBytes, language),
        }),
  'probe-failing': ({ container, probe, answer }, { raw }, { unnamed }) => {
    const given = probeAnswer(answer ?? raw);
    return plain(
      `cause.probe-failing.${given.kind}`,
      `fix.probe-failing.${probe}`,
      {
        container: container ?? unnamed,
        probe,
        answer: 'status' in given ? given.status : '',
      },
    );
  },
  'not-ready': ({ pod, container }) => {
    const named = pod ? 'pod' : 'plain';
    const variant = container ? 'container' : named;
    return plain(`cause.not-ready.${variant}`, 'fix.not-ready.plain', {
      pod,
      container,
    });
  },
  unschedulable: ({ reasons }, { pods }, { say, language }) =>
    plain(
      reasons.length > 0
        ? 'cause.unschedulable.reasons'
        : 'cause.unschedulable.plain',
      'fix.unschedulable.plain',
      {
        count: Math.max(pods, 1),
        reasons: formatList(reasons.map(reasonSentence).map(say), language),
      },
    ),
  'quota-exceeded': (facts, _, { say, language, unnamed }) => {
    const { quota = unnamed, resources, unspecified } = facts;
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
  'admission-refused': ({ webhook, policy }) => {
    const named = policy ? 'policy' : 'plain';
    return plain(
      `cause.admission-refused.${webhook ? 'webhook' : named}`,
      'fix.admission-refused.plain',
      { webhook, policy },
    );
  },
  'missing-object': ({ object, name, key }) => {
    const variant = key ? 'key' : 'object';
    return plain(
      `cause.missing-object.${variant}`,
      `fix.missing-object.${variant}`,
      { object, name, key },
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
  'stuck-terminating': ({ pod, finalizers }, _, { language, unnamed }) => {
    const variant = finalizers.length > 0 ? 'finalizers' : 'plain';
    return plain(
      `cause.stuck-terminating.${variant}`,
      `fix.stuck-terminating.${variant}`,
      {
        pod: pod ?? unnamed,
        finalizers: formatList(finalizers, language),
      },
    );
  },
  'autoscaler-blind': ({ autoscaler }) =>
    plain('cause.autoscaler-blind.plain', 'fix.autoscaler-blind.plain', {
      autoscaler,
    }),
  'disruption-blocked': ({ budget, healthy, wanted }) =>
    plain(
      healthy === undefined || wanted === undefined
        ? 'cause.disruption-blocked.plain'
        : 'cause.disruption-blocked.counts',
      'fix.disruption-blocked.plain',
      { budget, healthy: healthy?.toString(), wanted: wanted?.toString() },
    ),
  'selector-overlap': ({ service, workloads }, _, { language }) =>
    plain('cause.selector-overlap.plain', 'fix.selector-overlap.plain', {
      service,
      workloads: formatList(workloads, language),
    }),
  'no-endpoints': ({ service }) =>
    plain('cause.no-endpoints.plain', 'fix.no-endpoints.plain', { service }),
  'create-failed': ({ container }) =>
    plain(
      `cause.create-failed.${container ? 'container' : 'plain'}`,
      'fix.create-failed.plain',
      { container },
    ),
  evicted: ({ pod }) =>
    plain(`cause.evicted.${pod ? 'pod' : 'plain'}`, 'fix.evicted.plain', {
      pod,
    }),
};

/** The sentences that tell a cause, as data. */
export function causeWords(cause: Cause, wording: Wording): CauseWords {
  return wordsOf(cause.facts, cause, wording);
}

function wordsOf<K extends CauseFacts['kind']>(
  facts: Facts<K>,
  cause: Cause,
  wording: Wording,
): CauseWords {
  const kind: K = facts.kind as K;
  return table[kind](facts, cause, wording);
}
