import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { patiently } from './patiently';

const busy = () => new ServiceUnavailableError('The git server is busy');

/** An action that fails so often, and how often it was tried. */
function failing(times: number, error: () => Error) {
  const seen = { tries: 0 };
  const told: string[] = [];
  const action = patiently(
    {
      handler: async (_: object) => {
        seen.tries += 1;
        if (seen.tries <= times) throw error();
      },
    },
    1,
  );
  const run = (signal?: AbortSignal) =>
    action.handler({
      logger: { warn: (message: string) => void told.push(message) },
      signal,
    });
  return { run, seen, told };
}

it.each([
  ['what succeeds', 0, 1],
  ['what fails once', 1, 2],
  ['what fails four times', 4, 5],
])('tries %s until it succeeds', async (_, times, tries) => {
  const { run, seen, told } = failing(times, busy);
  await run();
  expect(seen.tries).toBe(tries);
  expect(told).toHaveLength(times);
});

it('gives up what fails again and again, with its reason', async () => {
  const { run, seen } = failing(100, busy);
  await expect(run()).rejects.toThrow('The git server is busy');
  expect(seen.tries).toBe(5);
});

it('does not try again what was decided', async () => {
  const { run, seen } = failing(100, () => new ConflictError('taken'));
  await expect(run()).rejects.toThrow('taken');
  expect(seen.tries).toBe(1);
});

it('ends with the run', async () => {
  const cancelled = new AbortController();
  const { run, seen } = failing(100, () => {
    cancelled.abort(new Error('cancelled'));
    return busy();
  });
  await expect(run(cancelled.signal)).rejects.toThrow('cancelled');
  expect(seen.tries).toBe(1);
});
