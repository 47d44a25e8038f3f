import { setTimeout as pause } from 'node:timers/promises';
import { duration } from '../../jenkinsfile/literals.ts';
import { type Context, say } from '../context.ts';
import {
  Interruption,
  isResult,
  resultOf,
  StepFailure,
  worse,
} from '../outcome.ts';
import type { BuildResult } from '../../model.ts';
import type { Arguments, Step } from './step.ts';

/** A timer that is set to more fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Runs the action, and interrupts it when the time is over. */
export async function withTimeout(
  context: Context,
  millis: number,
  action: (context: Context) => Promise<void>,
): Promise<void> {
  const limit = new AbortController();
  const timer = setTimeout(
    () => limit.abort(new Interruption('timeout', 'Timeout has been exceeded')),
    Math.min(millis, LONGEST_TIMER_MS),
  );
  const signal = AbortSignal.any([context.signal, limit.signal]);
  await say(context, `Timeout set to expire in ${spoken(millis)}`);
  try {
    await action({ ...context, signal });
  } finally {
    clearTimeout(timer);
    if (limit.signal.aborted && !context.signal.aborted)
      await say(context, 'Cancelling nested steps due to timeout');
  }
  // The action may have caught what interrupted it.
  limit.signal.throwIfAborted();
}

function spoken(millis: number): string {
  const seconds = Math.floor(millis / 1000);
  if (seconds < 60) return seconds > 0 ? `${seconds} sec` : `${millis} ms`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} sec`;
  return `${Math.floor(minutes / 60)} hr ${minutes % 60} min`;
}

/** Runs the action again after a failure, up to so many times in all. */
export async function withRetry(
  context: Context,
  count: number,
  action: (context: Context) => Promise<void>,
): Promise<void> {
  for (let left = count - 1; ; left -= 1)
    try {
      await action(context);
      return;
    } catch (error) {
      const final =
        left <= 0 || error instanceof Interruption || context.signal.aborted;
      if (final) throw error;
      await say(context, `ERROR: ${messageOf(error)}\nRetrying`);
    }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const timeout: Step = async ({ context, args, body }) => {
  await withTimeout(context, timeOf(args, 'MINUTES'), body);
  return null;
};

function timeOf(args: Arguments, otherwise: string): number {
  const unit = args.text('unit') ?? otherwise;
  const millis = duration(args.number('time'), unit);
  if (millis !== undefined) return Math.min(millis, LONGEST_TIMER_MS);
  throw new StepFailure(`Unknown unit of time "${unit}"`);
}

const retry: Step = async ({ context, args, body }) => {
  await withRetry(context, args.number('count'), body);
  return null;
};

const timestamps: Step = async ({ context, body }) => {
  await body({ ...context, timestamps: true });
  return null;
};

const sleep: Step = async ({ context, args }) => {
  const millis = timeOf(args, 'SECONDS');
  await say(context, `Sleeping for ${spoken(millis)}`);
  await pause(millis, undefined, { signal: context.signal }).catch(error => {
    context.signal.throwIfAborted();
    throw error;
  });
  return null;
};

const error: Step = async ({ args }) => {
  throw new StepFailure(args.required('message'));
};

const unstable: Step = async ({ context, args }) => {
  await say(context, `WARNING: ${args.required('message')}`);
  worsen(context, 'UNSTABLE', 'UNSTABLE');
  return null;
};

function worsen(context: Context, build: BuildResult, stage: BuildResult) {
  context.session.state.worsen(build, stage, context.stageId);
}

const catchError: Step = async call => {
  await catching(call, {
    build: resultArgument(call.args, 'buildResult', 'FAILURE'),
    stage: resultArgument(call.args, 'stageResult', 'SUCCESS'),
  });
  return null;
};

const warnError: Step = async call => {
  await catching(call, { build: 'UNSTABLE', stage: 'UNSTABLE' });
  return null;
};

async function catching(
  { context, args, body }: Parameters<Step>[0],
  results: { build: BuildResult; stage: BuildResult },
): Promise<void> {
  try {
    await body(context);
  } catch (caught) {
    // Whoever ended the steps around wants them to end.
    if (context.signal.aborted) throw caught;
    const interrupted = caught instanceof Interruption;
    if (interrupted && !args.unlessFalse('catchInterruptions')) throw caught;
    const message = args.text('message');
    if (message) await say(context, message);
    await say(context, `ERROR: ${messageOf(caught)}`);
    const build = interrupted ? resultOf(caught) : results.build;
    worsen(
      context,
      build,
      worse(results.stage, interrupted ? build : undefined) ?? build,
    );
  }
}

function resultArgument(
  args: Arguments,
  name: string,
  otherwise: BuildResult,
): BuildResult {
  const text = args.text(name) ?? otherwise;
  if (isResult(text)) return text;
  throw new StepFailure(`Unknown result "${text}" for parameter "${name}"`);
}

export const FLOW_STEPS = {
  timeout,
  retry,
  timestamps,
  sleep,
  error,
  unstable,
  catchError,
  warnError,
};
