import type { z } from 'zod';

/** What can be looked at live: what is asked for and what is told. */
export interface LiveQuery<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  readonly output: O;
}

/** Declares what can be looked at live. */
export function liveQuery<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): LiveQuery<I, O> {
  return { input, output };
}
