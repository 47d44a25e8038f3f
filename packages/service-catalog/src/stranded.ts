import { FINALIZER } from './model.ts';

/** Why something cannot be done, with upstream's reason. */
interface Refusal {
  readonly reason: string;
  readonly message: string;
}

/**
 * Why an object that is deleted stays, where the broker cannot be asked to take away what it
 * has: nobody can but by hand.
 *
 * @param why - the broker cannot be asked
 * @param id - by which the broker knows what it has
 */
export function stranded({ reason, message }: Refusal, id: string): Refusal {
  return {
    reason,
    message: `${message} Without it the broker cannot be asked to take away what it has. Bring it back, or have ${id} removed at the broker and then take the finalizer ${FINALIZER} off.`,
  };
}
