import { useApi } from '@backstage/frontend-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { usePlatformQuery } from '@pilothouse/plugin-platform-react';
import { useStored } from '../stored/useStored';
import { doneWith, failedRuns, readDone, type FailedRun } from './creations';

const againMs = 30_000;
/** The newest ones: what failed before so many runs of one's own was seen. */
const most = 50;

/** What is known of runs of mine that failed. */
export interface KnownRuns {
  readonly knowledge: 'known' | 'reading' | 'not-known';
  readonly failed: readonly FailedRun[];
  /** Has a run shown no more. */
  readonly done: (id: string) => void;
}

/** The runs of templates of mine that failed, and that I am not done with. */
export function useFailedRuns(): KnownRuns {
  const scaffolderApi = useApi(scaffolderApiRef);
  const [done, save] = useStored('runs', readDone);
  const runs = usePlatformQuery({
    queryKey: ['home', 'runs'],
    queryFn: async () => {
      const mine = { filterByOwnership: 'owned', limit: most } as const;
      return (await scaffolderApi.listTasks(mine)).tasks;
    },
    refetchInterval: againMs,
  });
  const isReading = runs.isPending || done === undefined;
  const reading = isReading ? 'reading' : 'known';
  return {
    knowledge: runs.isError ? 'not-known' : reading,
    failed: done ? failedRuns(runs.data ?? [], { now: Date.now(), done }) : [],
    // What is not read yet would be overwritten.
    done: id => done && save(doneWith(done, id)),
  };
}
