import { useApi } from '@backstage/frontend-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  type CatalogApi,
} from '@backstage/catalog-client';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { usePlatformQuery } from '@pilothouse/plugin-platform-react';
import { useStored } from '../stored/useStored';
import {
  firstStepAnnotation,
  readProgress,
  stepsLeft,
  untouched,
  type Step,
} from './steps';

const key = 'first-minute';

/** The things to try that are left, and how to be done with them. */
export function useSteps(): {
  steps: readonly Step[];
  finish: (id: Step['id']) => void;
  dismiss: () => void;
} {
  const catalogApi = useApi(catalogApiRef);
  const [progress, save] = useStored(key, readProgress);
  const samples = usePlatformQuery({
    queryKey: ['home', 'samples'],
    queryFn: () => readSamples(catalogApi),
    enabled: progress !== undefined && !progress.dismissed,
  });
  const known = progress ?? untouched;
  return {
    steps: progress ? stepsLeft(samples.data ?? [], progress) : [],
    finish: id => save({ ...known, done: [...new Set([...known.done, id])] }),
    dismiss: () => save({ ...known, dismissed: true, done: [...known.done] }),
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
