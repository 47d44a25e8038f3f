import type { Saying, Words } from '@pilothouse/plugin-platform-common';
import type {
  CustomObject,
  MiddlewareState,
} from '@pilothouse/plugin-platform-node';
import { z } from 'zod';
import { steps } from './marker';

const workloadSchema = z.object({
  kind: z.string(),
  name: z.string(),
  ready: z.number(),
  wanted: z.number(),
  current: z.boolean(),
  stuck: z.string().optional(),
});

const statusSchema = z.object({
  step: z.enum(steps),
  since: z.string().optional(),
  said: z.string().optional(),
  workloads: z.array(workloadSchema),
  hasParts: z.boolean(),
});

type Told = z.infer<typeof statusSchema>;

const words = {
  installing: {
    en: 'Helm is installing it',
    zh: 'Helm 正在安装',
  },
  upgrading: {
    en: 'Helm is upgrading it',
    zh: 'Helm 正在升级',
  },
  'rolling-back': {
    en: 'Helm is rolling it back',
    zh: 'Helm 正在回滚',
  },
  failed: {
    en: 'Helm could not do it',
    zh: 'Helm 执行失败',
  },
  gone: {
    en: 'Nothing of its release is there any more',
    zh: 'Release 的对象均已不存在',
  },
} as const satisfies Record<string, Words>;

const goneMessage =
  'It may have been uninstalled by hand. Delete it here, or change it to install it again.';

/**
 * The state of a release: by what the portal's last order came to, and how the release's own
 * workloads are.
 *
 * @param counted - workloads that decide, as `Kind/name`; all of them unless told
 */
export function releaseState(
  { metadata, status }: CustomObject,
  counted?: readonly string[],
): MiddlewareState {
  const told = statusSchema.safeParse(status).data;
  const since = told?.since;
  if (metadata?.deletionTimestamp || told?.step === 'uninstalling') {
    return {
      status: 'progressing',
      since: metadata?.deletionTimestamp ?? since,
      saying: { kind: 'deleting', finalizers: metadata?.finalizers ?? [] },
    };
  }
  if (!told) return { status: 'unknown', saying: { kind: 'unreadable' } };
  const counting = told.workloads.filter(
    ({ kind, name }) => counted?.includes(`${kind}/${name}`) ?? true,
  );
  return {
    ...judged(told, counting),
    ...(since !== undefined && { since }),
    ...(counting.length > 0 && { members: membersOf(counting) }),
  };
}

function judged(
  { step, said, hasParts }: Told,
  workloads: Told['workloads'],
): Pick<MiddlewareState, 'status' | 'saying'> {
  const isReady = workloads.every(
    ({ ready, wanted, current }) => ready >= wanted && current,
  );
  if (
    step === 'installing' ||
    step === 'upgrading' ||
    step === 'rolling-back'
  ) {
    return { status: 'progressing', saying: phase(step) };
  }
  if (step === 'failed') {
    // What ran before a failed upgrade may go on running.
    return {
      status: hasParts && isReady ? 'degraded' : 'failed',
      saying: phase('failed', said),
    };
  }
  if (!hasParts) {
    return { status: 'unknown', saying: phase('gone', goneMessage) };
  }
  const stuck = workloads.find(each => each.stuck !== undefined);
  if (stuck) {
    return {
      status: 'failed',
      saying: {
        kind: 'condition',
        type: `${stuck.kind} ${stuck.name}`,
        message: stuck.stuck,
      },
    };
  }
  return isReady
    ? { status: 'healthy', saying: { kind: 'ready' } }
    : { status: 'progressing', saying: { kind: 'members' } };
}

function phase(name: keyof typeof words, message?: string): Saying {
  return {
    kind: 'phase',
    phase: name,
    words: words[name],
    ...(message && { message }),
  };
}

function membersOf(workloads: Told['workloads']) {
  const sum = (of: 'ready' | 'wanted') =>
    workloads.reduce((all, each) => all + each[of], 0);
  return { ready: sum('ready'), wanted: sum('wanted') };
}
