import {
  errorApiRef,
  storageApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  type CatalogApi,
} from '@backstage/catalog-client';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { usePlatformQuery } from '@pilothouse/plugin-platform-react';
import type { JsonValue } from '@backstage/types';
import { useCallback, useEffect, useMemo, useState } from 'react';
import {
  firstStepAnnotation,
  readProgress,
  stepsLeft,
  untouched,
  type Progress,
  type Step,
} from './steps';

const bucket = 'pilothouse-home';
const key = 'first-minute';

/** The things to try that are left, and how to be done with them. */
export function useSteps(): {
  steps: readonly Step[];
  finish: (id: Step['id']) => void;
  dismiss: () => void;
} {
  const catalogApi = useApi(catalogApiRef);
  const [progress, save] = useProgress();
  const samples = usePlatformQuery({
    queryKey: ['home', 'samples'],
    queryFn: () => readSamples(catalogApi),
    enabled: progress !== undefined && !progress.dismissed,
  });
  const known = progress ?? untouched;
  return {
    steps: progress ? stepsLeft(samples.data ?? [], progress) : [],
    finish: id => save({ ...known, done: [...new Set([...known.done, id])] }),
    dismiss: () => save({ ...known, dismissed: true }),
  };
}

async function readSamples(catalogApi: CatalogApi) {
  const { items } = await catalogApi.getEntities({
    filter: [
      {
        [`metadata.annotations.${firstStepAnnotation}`]: CATALOG_FILTER_EXISTS,
      },
      { kind: 'template' },
    ],
    fields: ['kind', 'metadata'],
  });
  return items;
}

function useStorage() {
  const storage = useApi(storageApiRef);
  return useMemo(() => storage.forBucket(bucket), [storage]);
}

function useProgress(): [Progress | undefined, (next: Progress) => void] {
  const storage = useStorage();
  const errorApi = useApi(errorApiRef);
  const [progress, setProgress] = useState<Progress>();
  useEffect(() => {
    const first = storage.snapshot<JsonValue>(key);
    if (first.presence !== 'unknown') {
      setProgress(readProgress(first.value));
    }
    const subscription = storage
      .observe$<JsonValue>(key)
      .subscribe(next => setProgress(readProgress(next.value)));
    return () => subscription.unsubscribe();
  }, [storage]);
  const save = useCallback(
    (next: Progress) => {
      setProgress(next);
      storage
        .set(key, { ...next, done: [...next.done] })
        .catch((error: Error) => errorApi.post(error));
    },
    [errorApi, storage],
  );
  return [progress, save];
}
