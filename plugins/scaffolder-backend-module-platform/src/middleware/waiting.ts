import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import type {
  InstanceRef,
  OrderedInstance,
} from '@pilothouse/plugin-platform-common';
import { OutcomeError } from '../actions/plainly';
import { poll } from '../actions/poll';
import type { Surroundings } from '../actions/Surroundings';

const minuteMs = 60_000;

/** An instance, and the run that looks at it. */
export interface Awaited {
  readonly ref: InstanceRef;
  readonly task: string;
  readonly who: BackstageCredentials;
}

type Needs = Pick<Surroundings, 'middleware' | 'pauseMs'>;

/**
 * How an instance is: one that the run has ordered, however long ago, any other as the person
 * sees it.
 *
 * @returns undefined where there is none, or the portal has not heard of it yet
 * @throws AuthenticationError for one that the run has not ordered, after the session has ended
 */
export async function instanceFor(
  { middleware }: Pick<Needs, 'middleware'>,
  { ref, task, who }: Awaited,
  signal?: AbortSignal,
): Promise<OrderedInstance | undefined> {
  const { instance, pending } = await middleware.ordered(
    { ...ref, task },
    signal,
  );
  if (instance || pending) return instance;
  return (await middleware.instance(who, ref, signal)).instance;
}

/**
 * Waits until an instance is as it should be.
 *
 * @param how.settled - whether it is
 * @param how.tell - what it says of itself, each time that it says something else
 * @throws OutcomeError when it has failed, or is not in time
 * @throws AuthenticationError as {@link instanceFor}
 */
export async function untilInstance(
  needs: Needs,
  awaited: Awaited,
  how: {
    readonly settled: (instance: OrderedInstance) => boolean;
    readonly tell: (said: string) => void;
    readonly timeoutMinutes: number;
  },
  signal?: AbortSignal,
): Promise<OrderedInstance> {
  const { name } = awaited.ref;
  const { settled, tell, timeoutMinutes } = how;
  let told = '';
  return poll<OrderedInstance>(
    async () => {
      const seen = await instanceFor(needs, awaited, signal);
      if (seen?.status === 'failed') {
        throw new OutcomeError(
          `${name} has failed: ${sayingOf(
            seen,
          )}. Its page in the marketplace says more`,
        );
      }
      const now = seen ? sayingOf(seen) : 'the portal has not heard of it';
      if (now !== told) tell(`${name}: ${now}`);
      told = now;
      return seen && settled(seen) ? seen : undefined;
    },
    {
      pauseMs: needs.pauseMs,
      timeoutMs: timeoutMinutes * minuteMs,
      late: () =>
        new OutcomeError(
          `${name} is not healthy after ${timeoutMinutes} minutes: ${told}`,
        ),
      signal,
    },
  );
}

/** Whether an instance can be used. */
export function isHealthy({ status }: OrderedInstance): boolean {
  return status === 'healthy';
}

/** Whether somebody's session is over, so that nothing more is told in their name. */
export function isSessionOver(error: unknown): error is AuthenticationError {
  return error instanceof AuthenticationError;
}

/** The state of an instance in the words of its operator. */
function sayingOf({ saying, status }: OrderedInstance): string {
  switch (saying.kind) {
    case 'phase':
      return [saying.words?.en ?? saying.phase, saying.message]
        .filter(Boolean)
        .join(': ');
    case 'condition':
      return saying.message ?? saying.reason ?? saying.type;
    default:
      return status;
  }
}
