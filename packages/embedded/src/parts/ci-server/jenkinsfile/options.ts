import type { DeclaredProperties } from '../model.ts';
import { readCalls } from './blocks.ts';
import { duration, Literals, takeNothing, TIME_UNITS } from './literals.ts';
import type { Options } from './pipeline-syntax.ts';
import { JenkinsfileProblem, listed } from './problem.ts';
import type { Call } from './syntax.ts';
import type { TokenReader } from './token-reader.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type JobOptions = Mutable<
  Pick<DeclaredProperties, 'concurrency' | 'discarder' | 'quietPeriodSeconds'>
>;
type Readers = Record<string, (call: Call) => unknown>;

/** Options that a stage may have as well as a pipeline. */
function commonReaders(options: Mutable<Options>): Readers {
  return {
    timeout: call => {
      options.timeoutMillis = readTimeout(call);
    },
    retry: call => {
      const literals = new Literals(call, ['count']);
      const count = literals.count('count');
      if (!count) throw new JenkinsfileProblem('retry needs a count', call.at);
      options.retry = count;
    },
    timestamps: call => {
      takeNothing(call);
      options.timestamps = true;
    },
    skipDefaultCheckout: call => {
      const literals = new Literals(call, ['value']);
      options.skipDefaultCheckout = literals.flag('value') ?? true;
    },
  };
}

function readTimeout(call: Call): number {
  const literals = new Literals(call, ['time', 'unit']);
  literals.required('time');
  const count = literals.count('time') ?? 0;
  const unit = literals.text('unit') ?? 'MINUTES';
  const millis = duration(count, unit);
  if (millis === undefined)
    throw new JenkinsfileProblem(
      `Expecting one of ${listed(
        TIME_UNITS,
      )} for parameter "unit", found "${unit}"`,
      call.at,
    );
  return millis;
}

export function readStageOptions(reader: TokenReader): Options {
  const options: Mutable<Options> = {};
  readCalls(reader, commonReaders(options), {
    section: 'option',
    repeats: false,
  });
  return options;
}

/** Reads `options` of a pipeline: of the run, and of the job. */
export function readPipelineOptions(reader: TokenReader) {
  const options: Mutable<Options> = {};
  const job: JobOptions = { concurrency: 'allowed' };
  readCalls(
    reader,
    { ...commonReaders(options), ...pipelineReaders(options, job) },
    { section: 'option', repeats: false },
  );
  return { options, job };
}

function pipelineReaders(options: Mutable<Options>, job: JobOptions): Readers {
  return {
    disableConcurrentBuilds: call => {
      const abort = new Literals(call, ['abortPrevious']).flag('abortPrevious');
      job.concurrency = abort ? 'abort-previous' : 'one-at-a-time';
    },
    buildDiscarder: call => {
      job.discarder = readDiscarder(call);
    },
    quietPeriod: call => {
      job.quietPeriodSeconds = new Literals(call, ['seconds']).count('seconds');
    },
    skipStagesAfterUnstable: call => {
      takeNothing(call);
      options.skipStagesAfterUnstable = true;
    },
    parallelsAlwaysFailFast: call => {
      takeNothing(call);
      options.parallelsAlwaysFailFast = true;
    },
    // These change what Jenkins does after its restart; builds here end with the server.
    disableResume: takeNothing,
    disableRestartFromStage: takeNothing,
    preserveStashes: call => {
      new Literals(call, ['buildCount']).count('buildCount');
    },
    durabilityHint: call => {
      new Literals(call, ['hint']).text('hint');
    },
  };
}

function readDiscarder(call: Call): DeclaredProperties['discarder'] {
  const strategy = new Literals(call, ['strategy']).required('strategy');
  if (strategy.kind !== 'call' || strategy.call.name !== 'logRotator')
    throw new JenkinsfileProblem(
      'Expecting logRotator(…) for "buildDiscarder"',
      strategy.at,
    );
  const names = [
    'daysToKeep',
    'numToKeep',
    'artifactDaysToKeep',
    'artifactNumToKeep',
  ] as const;
  const literals = new Literals(
    strategy.call,
    names.flatMap(name => [`${name}Str`, name]),
  );
  const found = names.map(
    name =>
      [name, literals.count(`${name}Str`) ?? literals.count(name)] as const,
  );
  return Object.fromEntries(found.filter(([, count]) => count !== undefined));
}
