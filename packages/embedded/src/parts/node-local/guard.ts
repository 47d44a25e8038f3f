import { messageOf } from './change-log.ts';

/**
 * Does what nobody waits for, so that its failure, now or later, becomes a message instead
 * of the end of the agent.
 */
export function guarded(
  say: (message: string) => void,
  act: () => Promise<unknown> | void,
): void {
  const tell = (error: unknown) => say(messageOf(error));
  try {
    act()?.catch(tell);
  } catch (error) {
    tell(error);
  }
}
