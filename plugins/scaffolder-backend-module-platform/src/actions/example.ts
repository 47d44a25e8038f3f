import { stringify } from 'yaml';

/** An example of a step, as Backstage shows it beside the action. */
export function example(
  description: string,
  action: string,
  input: Record<string, unknown>,
  more: Record<string, unknown> = {},
): { description: string; example: string } {
  const id = action.split(':').slice(1).join('-');
  const step = { id, name: description, action, ...more, input };
  return { description, example: stringify({ steps: [step] }) };
}
