import type {
  PipelineRun,
  PipelineRunDetail,
  RunsPage,
} from '@pilothouse/plugin-platform-common';

/** A page of runs that leads nobody to pages which they cannot open. */
export function pageWithoutLinks(page: RunsPage): RunsPage {
  return { ...page, url: undefined, runs: page.runs.map(withoutLink) };
}

/** A run that leads nobody to pages which they cannot open; its commits are elsewhere. */
export function runWithoutLinks(run: PipelineRunDetail): PipelineRunDetail {
  return {
    ...withoutLink(run),
    inputs: run.inputs.map(withoutLink),
    artifacts: run.artifacts.map(withoutLink),
  };
}

function withoutLink<T extends Pick<PipelineRun, 'url'>>(told: T): T {
  return { ...told, url: undefined };
}
