import { toError } from '@backstage/errors';

/** Packages may be there more than once; errors pass between them. */
const message = Symbol.for('pilothouse.loggable-message');

/**
 * The same error, of which logs say something else than the person is told who caused it: what
 * they gave may be secret, and quoted.
 *
 * @param text - the message without what is theirs
 */
export function loggedAs<T extends Error>(error: T, text: string): T {
  return Object.defineProperty(error, message, { value: text });
}

/** What logs may say of an error; of most that is the error itself. */
export function loggable(error: unknown): Error {
  const whole = toError(error);
  const text = Object.getOwnPropertyDescriptor(whole, message)?.value;
  if (typeof text !== 'string') return whole;
  const shown = new Error(text);
  shown.name = whole.name;
  // It begins with the message.
  const frames = whole.stack?.match(/^ {4}at .*$/gm) ?? [];
  shown.stack = [`${shown.name}: ${text}`, ...frames].join('\n');
  return shown;
}
