import assert from 'node:assert/strict';
import type { parseJenkinsfile } from '@pilothouse/embedded/jenkinsfile';

type Pipeline = ReturnType<typeof parseJenkinsfile>;
type Stage = Pipeline['stages'][number];

const BUILD = ['Static analysis', 'Unit tests', 'Package', 'Image', 'Push'];
const APPROVAL_MS = 15 * 60_000;

/** Stages of a rendered pipeline: which ones, in what order, and where each one runs. */
export function assertPipeline(
  { agent, stages }: Pipeline,
  environments: readonly string[],
): void {
  assert.equal(agent.kind, 'none');
  assert.deepEqual(
    stages.map(outline),
    environments.flatMap((each, index) => {
      const release = [`Deploy to ${each}`, `Smoke test ${each}`];
      return index === 0
        ? [group(`Build and release to ${each}`, [...BUILD, ...release])]
        : [
            { name: `Approve ${each}`, asks: APPROVAL_MS },
            group(`Release to ${each}`, release),
          ];
    }),
  );
}

function group(name: string, inner: readonly string[]) {
  return { name, agent: 'any', inner };
}

function outline({ name, agent, input, options, work }: Stage) {
  return {
    name,
    ...(agent && { agent: agent.kind }),
    ...(input && { asks: options.timeoutMillis }),
    ...(work.kind === 'stages' && {
      inner: work.stages.map(stage => stage.name),
    }),
  };
}
