import { toError } from '@backstage/errors';
import { useState } from 'react';

/**
 * Does something once it is asked for; what keeps it from being done is kept until one
 * looks again.
 *
 * @param onDone - told what came of it; one is busy until then, and after it
 */
export function useAct<O, R>(
  make: (order: O) => Promise<R>,
  onDone: (result: R) => void,
) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Error>();
  const act = async (order: O) => {
    setBusy(true);
    setProblem(undefined);
    try {
      onDone(await make(order));
    } catch (error) {
      setProblem(toError(error));
      setBusy(false);
    }
  };
  return { busy, problem, act, forget: () => setProblem(undefined) };
}
