import type { RunRef } from '@pilothouse/plugin-platform-common';
import { useAct, usePlatformClient } from '@pilothouse/plugin-platform-react';
import { answerOf, type Order, type Typed } from './order';

/** Has something done to a run; what keeps it from being done is kept until one looks away. */
export function useOrders(
  entityRef: string,
  { job, number }: RunRef,
  onDone: (order: Order) => void,
) {
  const { pipelines } = usePlatformClient();
  const request = { entityRef, run: { job, number } };
  const send = (order: Order, typed: Typed): Promise<unknown> => {
    switch (order.kind) {
      case 'run-again':
        return pipelines.runAgain(request);
      case 'abort':
        return pipelines.abort(request);
      default:
        return pipelines.answerInput({
          ...request,
          inputId: order.input.id,
          answer: answerOf(order, typed),
        });
    }
  };
  return useAct(async (given: { order: Order; typed: Typed }) => {
    await send(given.order, given.typed);
    return given.order;
  }, onDone);
}
