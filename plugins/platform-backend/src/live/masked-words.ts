import type { LiveAnswer, Outlook, Perspective } from './Outlook';

/** Fields in which containers, probes and Kubernetes are told word by word. */
const inTheirWords = new Set(['answer', 'lastWords', 'message', 'raw', 'said']);

/**
 * Masks what is sensitive wherever somebody's own words are told: a termination message may
 * be the end of a log. What has nothing to mask stays the same object, and the same object
 * is masked once.
 *
 * @param mask - as for lines of logs
 */
export function maskedWords(
  mask: (text: string) => string,
): <I, O>(answer: LiveAnswer<I, O>) => LiveAnswer<I, O> {
  const told = teller(mask);
  const perspectiveOf = <I, O>({
    key,
    evaluate,
  }: Perspective<I, O>): Perspective<I, O> => ({
    key,
    evaluate: (input, reads) => told(evaluate(input, reads)),
  });
  const outlookOf = <I, O>(outlook: Outlook<I, O>): Outlook<I, O> => ({
    perspective: () => perspectiveOf(outlook.perspective()),
    subscribe: listener => outlook.subscribe(listener),
  });
  return answer => ({
    outlookOf: async credentials =>
      outlookOf(await answer.outlookOf(credentials)),
  });
}

function teller(mask: (text: string) => string): <T>(value: T) => T {
  const known = new WeakMap<object, object>();
  const toldOf = (value: unknown, name?: string): unknown => {
    if (typeof value === 'string') {
      return name !== undefined && inTheirWords.has(name) ? mask(value) : value;
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const before = known.get(value);
    if (before) return before;
    const told = partsOf(value, toldOf);
    known.set(value, told);
    return told;
  };
  return value => toldOf(value) as typeof value;
}

/** The same with its parts changed; itself where none does. */
function partsOf(
  whole: object,
  change: (part: unknown, name?: string) => unknown,
): object {
  if (Array.isArray(whole)) {
    const parts = whole.map(part => change(part));
    return parts.some((part, at) => part !== whole[at]) ? parts : whole;
  }
  const parts = Object.entries(whole).map(([name, part]) => ({
    name,
    part,
    changed: change(part, name),
  }));
  return parts.some(({ part, changed }) => part !== changed)
    ? Object.fromEntries(parts.map(({ name, changed }) => [name, changed]))
    : whole;
}
