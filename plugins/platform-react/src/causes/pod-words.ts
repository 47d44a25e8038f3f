import {
  endingOf,
  missingCommand,
  probeAnswer,
  pullTrouble,
  signalOf,
} from './classify';
import { formatBytes, formatList } from './format';
import { plain, type CauseWords, type Facts, type Table } from './wording';

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

type Kind =
  | 'image-pull'
  | 'crash-loop'
  | 'exited'
  | 'out-of-memory'
  | 'probe-failing'
  | 'not-ready'
  | 'missing-object'
  | 'stuck-terminating'
  | 'create-failed'
  | 'evicted';

/** What is wrong with pods and their containers. */
export const podWords: Table<Kind> = {
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
    const given = probeAnswer(answer, raw);
    return plain(
      `cause.probe-failing.${given.kind}`,
      `fix.probe-failing.${probe}`,
      {
        container: container ?? unnamed,
        probe,
        answer: 'answer' in given ? given.answer : '',
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
  'missing-object': ({ object, name, key, volume, exists }) => {
    if (exists) {
      return plain(
        'cause.missing-object.exists',
        object === 'ServiceAccount'
          ? 'fix.refused.passing'
          : 'fix.missing-object.exists',
        { object, name },
      );
    }
    const variant = key ? 'key' : 'object';
    const ofVolume = key && volume;
    const ofCluster = object === 'PriorityClass' || object === 'RuntimeClass';
    return plain(
      `cause.missing-object.${ofVolume ? 'volumeKey' : variant}`,
      `fix.missing-object.${ofCluster ? 'class' : variant}`,
      { object, name, key, volume },
    );
  },
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
  'create-failed': ({ container, said }) => {
    const command = missingCommand(said);
    return container && command
      ? plain('cause.create-failed.command', 'fix.crash.notFound', {
          container,
          command,
        })
      : plain(
          `cause.create-failed.${container ? 'container' : 'plain'}`,
          'fix.create-failed.plain',
          { container },
        );
  },
  evicted: ({ pod }) =>
    plain(`cause.evicted.${pod ? 'pod' : 'plain'}`, 'fix.evicted.plain', {
      pod,
    }),
};
