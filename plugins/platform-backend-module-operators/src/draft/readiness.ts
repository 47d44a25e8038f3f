import type { Status } from '@pilothouse/plugin-platform-common';
import {
  conditionsOf,
  type CustomObject,
} from '@pilothouse/plugin-platform-node';
import { textAt } from '../paths';
import { choicesOf, propertyOf, type JsonSchema } from './json-schema';

/** What can be told of the state of instances, as a definition writes it. */
export interface Readiness {
  readonly ready: readonly object[];
  readonly failed: readonly object[];
  readonly phase?: string;
  readonly message?: string;
  readonly phases: Readonly<
    Record<string, { en: string; zh: string; status: Status }>
  >;
  /** Where it stands how many members are ready. */
  readonly readyMembers?: string;
  /** Whether nothing but habit says so. */
  readonly isGuess: boolean;
}

/** Conditions that operators set when an instance serves; the first that there is counts. */
const goodConditions = [
  'Ready',
  'Available',
  'Healthy',
  'ClusterAvailable',
  'Running',
  'Established',
  'Synced',
  'Reconciled',
  'ReconcileSuccess',
  'Initialized',
];
const badConditions = ['Failed', 'Failure'];
const phaseNames = [
  'phase',
  'state',
  'status',
  'currentState',
  'clusterStatus',
  'health',
];
const messageNames = ['message', 'phaseReason', 'reason', 'error'];
const memberNames = [
  'readyReplicas',
  'readyInstances',
  'readyMembers',
  'readyNodes',
  'readyPods',
  'availableReplicas',
  'availableNodes',
];

const words = (en: string, zh: string, status: Status) => ({ en, zh, status });

/** What the words of operators mean, in lower case. */
const meanings: Readonly<Record<string, ReturnType<typeof words>>> = {
  ready: words('Ready', '就绪', 'healthy'),
  running: words('Running', '运行中', 'healthy'),
  available: words('Available', '可用', 'healthy'),
  healthy: words('Healthy', '健康', 'healthy'),
  active: words('Active', '运行中', 'healthy'),
  online: words('Online', '在线', 'healthy'),
  ok: words('OK', '正常', 'healthy'),
  green: words('Healthy', '健康', 'healthy'),
  deployed: words('Deployed', '已部署', 'healthy'),
  bound: words('Bound', '已绑定', 'healthy'),
  provisioned: words('Provisioned', '已供应', 'healthy'),
  pending: words('Waiting', '等待中', 'progressing'),
  creating: words('Being created', '正在创建', 'progressing'),
  initializing: words('Initializing', '正在初始化', 'progressing'),
  provisioning: words('Being provisioned', '正在供应', 'progressing'),
  bootstrapping: words(
    'Starting for the first time',
    '正在首次启动',
    'progressing',
  ),
  starting: words('Starting', '正在启动', 'progressing'),
  updating: words('Being updated', '正在更新', 'progressing'),
  upgrading: words('Being upgraded', '正在升级', 'progressing'),
  scaling: words('Being scaled', '正在扩缩容', 'progressing'),
  reconciling: words('Being reconciled', '正在调谐', 'progressing'),
  restoring: words('Being restored', '正在恢复', 'progressing'),
  deleting: words('Being deleted', '正在删除', 'progressing'),
  terminating: words('Being deleted', '正在删除', 'progressing'),
  stopped: words('Stopped', '已停止', 'degraded'),
  paused: words('Paused', '已暂停', 'degraded'),
  degraded: words('Degraded', '降级', 'degraded'),
  unhealthy: words('Not healthy', '不健康', 'degraded'),
  yellow: words('Degraded', '降级', 'degraded'),
  red: words('Failed', '失败', 'failed'),
  failed: words('Failed', '失败', 'failed'),
  error: words('Failed', '失败', 'failed'),
};
const usual = [
  'Running',
  'Ready',
  'Available',
  'Healthy',
  'Pending',
  'Creating',
  'Failed',
  'Error',
];

/**
 * What a status tells of being ready.
 *
 * @param columns - JSON paths of what kubectl shows
 * @returns undefined where it has neither conditions nor a phase
 */
export function readinessOf(
  status: JsonSchema,
  columns: readonly string[],
  living: readonly CustomObject[],
): Readiness | undefined {
  const types = conditionTypes(status, columns, living);
  const phase = phaseNames.find(
    name => propertyOf(status, name)?.type === 'string',
  );
  const said = phase ? phasesOf(status, phase, living) : [];
  const told = {
    phase: phase && `status.${phase}`,
    message: first(status, messageNames, 'string'),
    phases: Object.fromEntries(
      said.flatMap(word => {
        const known = meanings[word.toLowerCase()];
        return known ? [[word, known]] : [];
      }),
    ),
    readyMembers: first(status, memberNames, 'integer'),
  };
  if (propertyOf(status, 'conditions')) {
    const good = goodConditions.find(type => types.includes(type));
    const bad = badConditions.filter(type => types.includes(type));
    return {
      ...told,
      ready: [{ condition: good ?? types[0] ?? 'Ready' }],
      failed: bad.map(condition => ({ condition })),
      isGuess: good === undefined,
    };
  }
  if (!phase) return undefined;
  const of = (wanted: Status) =>
    said.filter(word => meanings[word.toLowerCase()]?.status === wanted);
  const path = `status.${phase}`;
  const [good, bad] = [of('healthy'), of('failed')];
  return {
    ...told,
    ready: [{ path, in: good.length > 0 ? good : ['Ready'] }],
    failed: bad.length > 0 ? [{ path, in: bad }] : [],
    isGuess: choicesOf(propertyOf(status, phase)).length === 0,
  };
}

const inColumn = /conditions\[\?\(@\.type\s*==\s*["']([A-Za-z]+)["']\)\]/;

function conditionTypes(
  status: JsonSchema,
  columns: readonly string[],
  living: readonly CustomObject[],
): readonly string[] {
  const conditions = propertyOf(status, 'conditions');
  const each = conditions?.items as JsonSchema | undefined;
  return [
    ...columns.flatMap(column => inColumn.exec(column)?.[1] ?? []),
    ...choicesOf(propertyOf(each, 'type')),
    ...living.flatMap(object => conditionsOf(object).map(({ type }) => type)),
  ];
}

function phasesOf(
  status: JsonSchema,
  phase: string,
  living: readonly CustomObject[],
): readonly string[] {
  const listed = choicesOf(propertyOf(status, phase));
  const seen = living.flatMap(
    object => textAt(object, ['status', phase]) ?? [],
  );
  return listed.length > 0 ? listed : [...new Set([...seen, ...usual])];
}

function first(
  status: JsonSchema,
  names: readonly string[],
  type: string,
): string | undefined {
  const found = names.find(name => propertyOf(status, name)?.type === type);
  return found && `status.${found}`;
}
