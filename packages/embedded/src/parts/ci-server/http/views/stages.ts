import { jobPath } from '../../jobs/names.ts';
import type {
  ParameterDefinition,
  PendingInput,
  StageRun,
} from '../../model.ts';
import type { Job, StoredBuild } from '../../store/job.ts';
import type { Json } from '../bean.ts';

/** Paths in answers of `wfapi` start at the server's root, without its address. */
function buildPath(job: Job, build: StoredBuild): string {
  return `${jobPath(job.fullName)}/${build.number}`;
}

/** A build with its stages, as `wfapi` shows it. */
export function describeRun(job: Job, build: StoredBuild, now: number): Json {
  const { progress } = build;
  const path = buildPath(job, build);
  const duration = progress.running
    ? Math.max(0, now - progress.startTimeMillis)
    : progress.durationMillis;
  return {
    _links: {
      self: { href: `${path}/wfapi/describe` },
      ...(progress.inputs.length > 0 && {
        pendingInputActions: { href: `${path}/wfapi/pendingInputActions` },
        nextPendingInputAction: {
          href: `${path}/wfapi/nextPendingInputAction`,
        },
      }),
      ...(progress.artifacts.length > 0 && {
        artifacts: { href: `${path}/wfapi/artifacts` },
      }),
    },
    id: String(build.number),
    name: build.displayName ?? `#${build.number}`,
    status: runStatus(build),
    startTimeMillis: progress.startTimeMillis,
    endTimeMillis: progress.startTimeMillis + duration,
    durationMillis: duration,
    queueDurationMillis: 0,
    pauseDurationMillis: progress.stages.reduce(
      (sum, stage) => sum + stage.pauseDurationMillis,
      0,
    ),
    stages: progress.stages.map(stage =>
      describeStage(path, stage, progress.running, now),
    ),
  };
}

/** One stage with the nodes below it. */
export function describeNode(
  job: Job,
  build: StoredBuild,
  stage: StageRun,
  now: number,
): Json {
  const path = buildPath(job, build);
  const { running, stages } = build.progress;
  const below = stages.filter(({ parentId }) => parentId === stage.id);
  return {
    ...describeStage(path, stage, running, now),
    stageFlowNodes: [stage, ...below].map(node => ({
      ...describeStage(path, node, running, now),
      parentNodes: node.parentId === undefined ? [] : [node.parentId],
    })),
  };
}

/** A question that waits for an answer. */
export function describeInput(
  job: Job,
  build: StoredBuild,
  input: PendingInput,
): Json {
  const path = buildPath(job, build);
  return {
    id: input.id,
    proceedText: input.ok,
    message: input.message,
    inputs: input.parameters.map(definition => ({
      type: `${definition.kind[0]?.toUpperCase()}${definition.kind.slice(
        1,
      )}ParameterDefinition`,
      name: definition.name,
      description: definition.description ?? null,
      definition: inputDefinition(definition),
    })),
    proceedUrl: `${path}/wfapi/inputSubmit?inputId=${input.id}`,
    abortUrl: `${path}/input/${input.id}/abort`,
    redirectApprovalUrl: `${path}/input/`,
  };
}

function inputDefinition(definition: ParameterDefinition): Json {
  switch (definition.kind) {
    case 'choice':
      return { choices: [...definition.choices] };
    case 'password':
      return { defaultVal: '' };
    default:
      return { defaultVal: definition.default };
  }
}

/** A build's status in the words of `wfapi`. */
export function runStatus({ progress }: StoredBuild): string {
  if (progress.inputs.length > 0) return 'PAUSED_PENDING_INPUT';
  if (progress.running) return 'IN_PROGRESS';
  if (progress.result === 'FAILURE') return 'FAILED';
  return progress.result === 'NOT_BUILT'
    ? 'NOT_EXECUTED'
    : progress.result ?? 'SUCCESS';
}

function describeStage(
  path: string,
  stage: StageRun,
  running: boolean,
  now: number,
): Record<string, Json> {
  const going =
    running &&
    (stage.status === 'IN_PROGRESS' || stage.status === 'PAUSED_PENDING_INPUT');
  return {
    _links: {
      self: { href: `${path}/execution/node/${stage.id}/wfapi/describe` },
      log: { href: `${path}/execution/node/${stage.id}/wfapi/log` },
      console: { href: `${path}/execution/node/${stage.id}/log` },
    },
    id: stage.id,
    name: stage.name,
    execNode: '',
    status: stage.status,
    ...(stage.reason !== undefined && {
      error: { message: stage.reason, type: 'hudson.AbortException' },
    }),
    ...(stage.parentId !== undefined && { parentNodes: [stage.parentId] }),
    startTimeMillis: stage.startTimeMillis,
    durationMillis: going
      ? Math.max(0, now - stage.startTimeMillis)
      : stage.durationMillis,
    pauseDurationMillis: stage.pauseDurationMillis,
  };
}
