import {
  errorApiRef,
  storageApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import type { JsonObject, JsonValue } from '@backstage/types';
import { useCallback, useEffect, useMemo, useState } from 'react';

const bucket = 'pilothouse-home';

/**
 * Something that the portal keeps for a person, on whatever machine they sign in.
 *
 * @param read - makes something of what was stored, whatever that is
 * @returns undefined as long as it is not known what was stored
 */
export function useStored<T>(
  key: string,
  read: (stored: unknown) => T,
): [T | undefined, (next: JsonObject) => void] {
  const api = useApi(storageApiRef);
  const errorApi = useApi(errorApiRef);
  const storage = useMemo(() => api.forBucket(bucket), [api]);
  const [value, setValue] = useState<T>();
  useEffect(() => {
    const first = storage.snapshot<JsonValue>(key);
    if (first.presence !== 'unknown') {
      setValue(read(first.value));
    }
    const subscription = storage
      .observe$<JsonValue>(key)
      .subscribe(next => setValue(read(next.value)));
    return () => subscription.unsubscribe();
  }, [storage, key, read]);
  const save = useCallback(
    (next: JsonObject) => {
      setValue(read(next));
      storage.set(key, next).catch((error: Error) => errorApi.post(error));
    },
    [errorApi, storage, key, read],
  );
  return [value, save];
}
