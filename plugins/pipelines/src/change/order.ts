import type {
  GivenOrder,
  InputAnswer,
  InputParameter,
  PendingInput,
  PipelineAbilities,
  PipelineRun,
  PipelineRunDetail,
} from '@pilothouse/plugin-platform-common';
import { goesOn } from '@pilothouse/plugin-platform-common';

/** What a person may want to be done to a run. */
export type Order =
  | { readonly kind: 'run-again' }
  | { readonly kind: 'abort' }
  | { readonly kind: 'proceed'; readonly input: PendingInput }
  | { readonly kind: 'reject'; readonly input: PendingInput };

/** Values of a question's parameters as they are typed. */
export type Typed = Readonly<Record<string, string | boolean>>;

/** Whether the portal can ask for all values that a question wants. */
export function canBeAnsweredHere({ parameters }: PendingInput): boolean {
  return parameters.every(({ kind }) => kind !== 'other');
}

/** What a parameter is before anything is typed. */
export function startOf(parameter: InputParameter): string | boolean {
  const { kind, default: given, choices = [] } = parameter;
  if (kind === 'boolean') {
    return given === true || given === 'true';
  }
  return kind === 'choice'
    ? String(given ?? choices[0] ?? '')
    : String(given ?? '');
}

/** The answer that an order gives; a password that was not typed is left as the question has it. */
export function answerOf(
  order: Extract<Order, { kind: 'proceed' | 'reject' }>,
  typed: Typed,
): InputAnswer {
  if (order.kind === 'reject') {
    return { kind: 'abort' };
  }
  const values = order.input.parameters
    .map(each => [each, typed[each.name] ?? startOf(each)] as const)
    .filter(([{ kind }, value]) => kind !== 'password' || value !== '')
    .map(([{ name }, value]) => [name, value] as const);
  return { kind: 'proceed', parameters: Object.fromEntries(values) };
}

/**
 * Whether a run no longer asks what an order answers: another person was faster, or the
 * run has ended. Questions that could not be read do not count as answered.
 */
export function isAnswered(
  order: Order,
  { state, inputs }: Pick<PipelineRunDetail, 'state' | 'inputs'>,
): boolean {
  if (!('input' in order) || state === 'unknown') return false;
  return state === 'waiting-for-input'
    ? inputs.length > 0 && inputs.every(({ id }) => id !== order.input.id)
    : true;
}

/** Whether it is still news that an order was taken: the end of a run tells itself. */
export function isNews(
  kind: Order['kind'],
  { state }: Pick<PipelineRunDetail, 'state'>,
): boolean {
  return kind === 'run-again' || goesOn(state);
}

const serversWords = /^(Aborted|Rejected) by \S.*$/;

/**
 * A run whose stages say which person ended it through the portal: the CI server names the
 * account under which the portal tells it so.
 */
export function namingWhoEnded<T extends PipelineRunDetail>(run: T): T {
  const ending = run.orders?.findLast(({ kind }) => kind !== 'proceed');
  if (!ending) return run;
  const stages = run.stages?.map(stage => ({
    ...stage,
    because: stage.because?.replace(
      serversWords,
      (_, verb: string) => `${verb} by ${ending.who}`,
    ),
  }));
  return { ...run, stages };
}

/** Who has answered through the portal what an order would, as far as it knows. */
export function answerTo(
  order: Order,
  { orders = [] }: Pick<PipelineRunDetail, 'orders'>,
): GivenOrder | undefined {
  if (!('input' in order)) return undefined;
  return orders.findLast(
    each => each.kind === 'abort' || each.inputId === order.input.id,
  );
}

/** What is offered for a run, of that which the person may do. */
export function offered(
  run: Pick<PipelineRun, 'state'>,
  abilities: PipelineAbilities | undefined,
) {
  return {
    runAgain: !goesOn(run.state) && abilities?.runAgain.allowed === true,
    abort: goesOn(run.state) && abilities?.abort.allowed === true,
    answer:
      run.state === 'waiting-for-input' &&
      abilities?.answerInput.allowed === true,
  };
}
