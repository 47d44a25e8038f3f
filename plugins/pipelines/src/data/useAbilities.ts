import type { PipelineAbilities } from '@pilothouse/plugin-platform-common';
import {
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';

/**
 * What this person may do to the runs of a service; `undefined` until it is known. Where
 * it cannot be asked, nothing is offered, and the reason is told.
 */
export function useAbilities(entityRef: string): PipelineAbilities | undefined {
  const client = usePlatformClient();
  const { data, error } = usePlatformQuery<PipelineAbilities>({
    queryKey: ['pipelines.abilities', entityRef],
    queryFn: ({ signal }) =>
      client.pipelines.abilities({ entityRef }, { signal }),
  });
  return data ?? (error ? notKnown(error) : undefined);
}

function notKnown({ message }: Error): PipelineAbilities {
  const ability = {
    allowed: false,
    because: { kind: 'not-known', because: message },
  } as const;
  return { runAgain: ability, abort: ability, answerInput: ability };
}
