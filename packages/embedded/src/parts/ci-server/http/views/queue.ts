import type { Decision, QueueItem } from '../../scheduler/decide.ts';
import type { LeftItem } from '../../scheduler/queue.ts';
import type { Job } from '../../store/job.ts';
import { Bean, type Value } from '../bean.ts';
import { RUN_CLASS, buildUrl } from './build.ts';
import { causeAction } from './causes.ts';
import { JOB_CLASSES, jobBean, type JobView } from './job.ts';
import { parametersAction } from './parameters.ts';

const CLASSES: Readonly<Record<string, string>> = {
  quiet: 'hudson.model.Queue$WaitingItem',
  blocked: 'hudson.model.Queue$BlockedItem',
};

/** What an item of the queue is shown with. */
export interface QueueView extends JobView {
  readonly find: (fullName: string) => Job | undefined;
  readonly decision: (id: number) => Decision | undefined;
  /** Names of the job's parameters that are secret. */
  readonly secrets: (fullName: string) => ReadonlySet<string>;
}

/** An item of the queue: one that waits, or one that left it a short time ago. */
export function queueItemBean(
  view: QueueView,
  item: QueueItem | LeftItem,
): Bean {
  const secrets = view.secrets(item.jobFullName);
  const common = {
    actions: () => [
      causeAction(item.causes),
      ...parametersAction(withoutSecrets(item, secrets)),
    ],
    id: () => item.id,
    inQueueSince: () => item.inQueueSince,
    params: () =>
      Object.entries(withoutSecrets(item, secrets))
        .map(([name, value]) => `\n${name}=${value}`)
        .join(''),
    stuck: () => false,
    task: () => task(view, item),
    url: () => `queue/item/${item.id}/`,
  };
  if ('leftAt' in item) return leftBean(view, item, common);
  const decision = view.decision(item.id);
  const blocked = decision?.kind === 'blocked';
  return new Bean(
    CLASSES[decision?.kind ?? ''] ?? 'hudson.model.Queue$BuildableItem',
    {
      ...common,
      blocked: () => blocked,
      buildable: () =>
        decision?.kind === 'begin' || decision?.kind === 'buildable',
      why: () =>
        decision && 'why' in decision
          ? decision.why
          : 'Waiting for next available executor',
      ...(decision?.kind === 'quiet'
        ? { timestamp: () => decision.untilMillis }
        : {}),
    },
    { visibility: 2 },
  );
}

function leftBean(
  view: QueueView,
  item: LeftItem,
  common: Readonly<Record<string, () => Value>>,
): Bean {
  const { executable } = item;
  const job = view.find(item.jobFullName);
  return new Bean(
    'hudson.model.Queue$LeftItem',
    {
      ...common,
      blocked: () => false,
      buildable: () => false,
      why: () => null,
      cancelled: () => executable === undefined,
      executable: () =>
        executable === undefined || !job
          ? null
          : new Bean(
              RUN_CLASS,
              {
                number: () => executable,
                url: () => buildUrl(view.url, job, executable),
              },
              { visibility: 999 },
            ),
    },
    { visibility: 2 },
  );
}

function task(view: QueueView, { jobFullName }: QueueItem): Bean {
  const job = view.find(jobFullName);
  if (job) return jobBean(view, job);
  return new Bean(
    JOB_CLASSES.pipeline,
    { name: () => jobFullName.split('/').at(-1) },
    { visibility: 3 },
  );
}

function withoutSecrets(
  { parameters }: QueueItem,
  secrets: ReadonlySet<string>,
) {
  return Object.fromEntries(
    Object.entries(parameters).filter(([name]) => !secrets.has(name)),
  );
}
