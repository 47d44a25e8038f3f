import { z } from 'zod';

const contextSchema = z.object({
  formData: z.record(z.string(), z.unknown()),
});

/** What was entered into all pages of a form, by the context that it gives to its fields. */
export function enteredOf(formContext: unknown): Record<string, unknown> {
  const read = contextSchema.safeParse(formContext);
  return read.success ? read.data.formData : {};
}

/** A text that was entered, if there is one. */
export function textOf(entered: unknown): string | undefined {
  return typeof entered === 'string' && entered !== '' ? entered : undefined;
}
