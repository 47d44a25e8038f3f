import type { Concurrency, Discarder, PipelineConfig } from '../jobs/config.ts';
import type { ParameterDefinition } from '../model.ts';
import type { Job } from '../store/job.ts';

/** How a job is built: what its Jenkinsfile said last goes before its configuration. */
export interface EffectiveSettings {
  readonly config: PipelineConfig;
  readonly concurrency: Concurrency;
  readonly discarder?: Discarder;
  readonly parameters: readonly ParameterDefinition[];
  readonly quietPeriodSeconds?: number;
}

/** @returns undefined for a job that has no builds */
export function settingsOf(job: Job): EffectiveSettings | undefined {
  const { config } = job;
  if (config.kind !== 'pipeline') return undefined;
  const { declared } = job.state;
  return {
    config,
    concurrency:
      declared && declared.concurrency !== 'allowed'
        ? declared.concurrency
        : config.concurrency,
    discarder: declared?.discarder ?? config.discarder,
    parameters: declared?.parameters.length
      ? declared.parameters
      : config.parameters,
    quietPeriodSeconds: declared?.quietPeriodSeconds ?? config.quietPeriod,
  };
}

/** Whether the job, or one that holds it, is disabled. */
export function isDisabled(job: Job): boolean {
  const own = job.config.kind !== 'folder' && job.config.disabled;
  return own || (job.parent !== undefined && isDisabled(job.parent));
}
