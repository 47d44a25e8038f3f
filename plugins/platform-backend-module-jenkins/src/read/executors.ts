import type { ExecutorTools } from '@pilothouse/plugin-platform-common';
import { z } from 'zod';
import type { JenkinsClient } from '../client';

const computersSchema = z.object({
  computer: z.array(
    z.object({
      numExecutors: z.number(),
      assignedLabels: z.array(z.object({ name: z.string() })).nullish(),
    }),
  ),
});

const label = /^tool-([a-z][a-z0-9+._-]*)@(none|\d+(?:\.\d+)*)$/;

/**
 * The machines that take builds, with the programs that their labels name:
 * `tool-go@1.26.3`, `tool-java@none`. One that is offline may be back before the build.
 */
export async function executorsOf(
  client: JenkinsClient,
  signal?: AbortSignal,
): Promise<readonly ExecutorTools[]> {
  const told = await client.object('/computer/api/json', computersSchema, {
    query: { tree: 'computer[numExecutors,assignedLabels[name]]' },
    signal,
  });
  return (told?.computer ?? [])
    .filter(({ numExecutors }) => numExecutors > 0)
    .map(({ assignedLabels }) => toolsOf(assignedLabels ?? []));
}

function toolsOf(labels: readonly { name: string }[]): ExecutorTools {
  return new Map(
    labels.flatMap(({ name }) => {
      const [, tool, version] = label.exec(name) ?? [];
      return tool && version ? [[tool, version] as const] : [];
    }),
  );
}
