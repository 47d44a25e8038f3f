import type { PipelineAbilities } from '@pilothouse/plugin-platform-common';
import {
  useAbilityQuery,
  usePlatformClient,
} from '@pilothouse/plugin-platform-react';

/**
 * What this person may do to the runs of a service; `undefined` until it is known. Where
 * it cannot be asked, nothing is offered, and the reason is told.
 */
export function useAbilities(entityRef: string): PipelineAbilities | undefined {
  const client = usePlatformClient();
  return useAbilityQuery<PipelineAbilities>({
    queryKey: ['pipelines.abilities', entityRef],
    queryFn: ({ signal }) =>
      client.pipelines.abilities({ entityRef }, { signal }),
    allOf: ability => ({
      runAgain: ability,
      abort: ability,
      answerInput: ability,
    }),
  });
}
