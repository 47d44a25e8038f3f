import type { RunRef } from '@pilothouse/plugin-platform-common';
import { usePlatformClient } from '@pilothouse/plugin-platform-react';
import { useState } from 'react';
import { answerOf, type Order, type Typed } from './order';

/** Has something done to a run; what keeps it from being done is kept until one looks away. */
export function useOrders(
  entityRef: string,
  { job, number }: RunRef,
  onDone: (order: Order) => void,
) {
  const client = usePlatformClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Error>();
  const request = { entityRef, run: { job, number } };
  const send = (order: Order, typed: Typed): Promise<unknown> => {
    switch (order.kind) {
      case 'run-again':
        return client.pipelines.runAgain(request);
      case 'abort':
        return client.pipelines.abort(request);
      default:
        return client.pipelines.answerInput({
          ...request,
          inputId: order.input.id,
          answer: answerOf(order, typed),
        });
    }
  };
  const give = async (order: Order, typed: Typed) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await send(order, typed);
      onDone(order);
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, give, forget: () => setProblem(undefined) };
}
