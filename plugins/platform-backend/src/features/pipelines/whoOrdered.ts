import type {
  GivenOrder,
  PipelineRun,
} from '@pilothouse/plugin-platform-common';
import type { CiServerReader } from '@pilothouse/plugin-platform-node';
import type { RunOrder, RunOrders } from './RunOrders';

interface OrderKnowledge {
  readonly orders: Pick<RunOrders, 'of'>;
  /** What a person is called. */
  readonly nameOf: (ref: string) => string;
  readonly onError: (error: unknown) => void;
}

/** Clocks of the portal and the CI server may differ by so much. */
const toleranceMs = 120_000;

/**
 * The CI server, whose runs also tell who ordered what of them: it knows the portal's
 * account alone. Where the orders cannot be read, it is as it was.
 */
export function withOrders(
  ci: CiServerReader,
  { nameOf, onError, orders }: OrderKnowledge,
): CiServerReader {
  const ordersOf = (job: string) =>
    orders.of(job).catch((error: unknown): RunOrder[] => {
      onError(error);
      return [];
    });
  return {
    findJob: (...asked) => ci.findJob(...asked),
    log: (...asked) => ci.log(...asked),
    async runs(job, ...asked) {
      const [page, known] = await Promise.all([
        ci.runs(job, ...asked),
        ordersOf(job),
      ]);
      const runs = page.runs.map(run => withCause(run, known, nameOf));
      return { ...page, runs };
    },
    async run(ref, ...asked) {
      const [run, known] = await Promise.all([
        ci.run(ref, ...asked),
        ordersOf(ref.job),
      ]);
      return {
        ...withCause(run, known, nameOf),
        orders: givenTo(run, known, nameOf),
      };
    },
  };
}

/** A run with the person who had it run again, in the place of the portal's account. */
function withCause<R extends PipelineRun>(
  run: R,
  known: readonly RunOrder[],
  nameOf: OrderKnowledge['nameOf'],
): R {
  const { causes, job, queueId, startedAt } = run;
  const order =
    queueId !== undefined &&
    known.find(
      each =>
        each.kind === 'run-again' &&
        each.job === job &&
        each.queueId === queueId &&
        Date.parse(startedAt) >= each.at.getTime() - toleranceMs,
    );
  if (!order) return run;
  const who = nameOf(order.by);
  const text = causes.find(({ kind }) => kind === 'user')?.text ?? '';
  return {
    ...run,
    causes: [
      { kind: 'replay', who, text },
      ...causes.filter(({ kind }) => kind !== 'user'),
    ],
  };
}

/** Not what was given to a run of that number of a job that was deleted and made again. */
function givenTo(
  { job, number, startedAt }: PipelineRun,
  known: readonly RunOrder[],
  nameOf: OrderKnowledge['nameOf'],
): GivenOrder[] {
  return known.flatMap(order => {
    const { at, by, inputId, kind, question } = order;
    const isOfRun =
      order.job === job &&
      order.number === number &&
      at.getTime() >= Date.parse(startedAt) - toleranceMs;
    if (!isOfRun || kind === 'run-again') return [];
    const who = nameOf(by);
    return [{ kind, who, at: at.toISOString(), inputId, question }];
  });
}
