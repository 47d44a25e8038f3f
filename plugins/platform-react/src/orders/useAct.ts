import { ResponseError, toError } from '@backstage/errors';
import { answerLost } from '@pilothouse/plugin-platform-common';
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
      setProblem(problemWith(toError(error)));
      setBusy(false);
    }
  };
  return { busy, problem, act, forget: () => setProblem(undefined) };
}

/** Whoever stands between says so when the portal gave no answer in time. */
const gatewayErrors: readonly number[] = [502, 504];

/** What an order has failed with; one that was not answered at all may have been carried out. */
function problemWith(error: Error): Error {
  const isUnanswered =
    // Which is how `fetch` fails.
    error instanceof TypeError ||
    (error instanceof ResponseError &&
      gatewayErrors.includes(error.response.status));
  return isUnanswered
    ? Object.assign(new Error(error.message), { name: answerLost })
    : error;
}
