import { toError } from '@backstage/errors';
import type { ChangeOrder } from '@pilothouse/plugin-platform-common';
import { useState } from 'react';
import type { Changes } from '../data/changes';

/** Makes a change; what keeps it from being made is kept until one looks again. */
export function useApply(changes: Changes, onDone: () => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Error>();
  const apply = async (order: ChangeOrder) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await changes.apply(order);
      onDone();
    } catch (error) {
      setProblem(toError(error));
      setBusy(false);
    }
  };
  return { busy, problem, apply, forget: () => setProblem(undefined) };
}
