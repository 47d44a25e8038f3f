import { NotFoundError } from '@backstage/errors';
import {
  CiServerError,
  type CiServerErrorKind,
} from '@pilothouse/plugin-platform-node';
import { until } from './__testUtils__/until';
import { Reading } from './Reading';

const times = ['08:00', '08:01', '08:02', '08:03', '08:04'].map(
  time => `2031-04-01T${time}:00.000Z`,
);

function reading(ask: () => Promise<string>, slowMs = 60_000) {
  const left = times.map(time => new Date(time));
  const onError = jest.fn();
  const changed = jest.fn();
  const now = () => left.shift() ?? new Date(0);
  const made = new Reading({ ask, changed, onError, now, slowMs });
  return { changed, made, onError };
}

const failing = (kind: CiServerErrorKind) => () =>
  Promise.reject(new CiServerError(kind, `It is ${kind}`));

describe('Reading', () => {
  it('keeps the last answer with its time', async () => {
    const { made, changed } = reading(async () => 'a');
    expect(made.known).toEqual({ since: times[0] });
    await made.refresh();
    expect(made.known).toEqual({
      since: times[0],
      heard: { value: 'a', readAt: times[1] },
    });
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it.each<[string, () => Promise<string>, unknown, number]>([
    [
      'unreachable',
      failing('unreachable'),
      { kind: 'unreachable', message: 'It is unreachable' },
      0,
    ],
    [
      'not accepted',
      failing('unauthenticated'),
      { kind: 'unauthenticated', message: 'It is unauthenticated' },
      0,
    ],
    ['not configured', failing('not-configured'), 'not-configured', 0],
    [
      'broken in a way that is the fault of the portal',
      () => Promise.reject(new TypeError('x is undefined')),
      { kind: 'failed', message: expect.stringContaining('log') },
      1,
    ],
  ])(
    'keeps it while the CI server is %s, with the reason',
    async (_, failure, because, logged) => {
      let ask = async () => 'a';
      const { made, onError } = reading(() => ask());
      await made.refresh();
      ask = failure;
      await made.refresh();
      await made.refresh();
      expect(made.known).toEqual({
        since: times[0],
        heard: { value: 'a', readAt: times[1] },
        failure: { since: times[2], because },
      });
      expect(onError).toHaveBeenCalledTimes(2 * logged);
      ask = async () => 'b';
      await made.refresh();
      expect(made.known.heard?.value).toBe('b');
      expect(made.known.failure).toBeUndefined();
    },
  );

  it('takes for an answer that there is no such thing', async () => {
    const { made } = reading(() => Promise.reject(new NotFoundError('none')));
    await made.refresh();
    expect(made.known.heard).toEqual({ value: undefined, readAt: times[1] });
    expect(made.known.failure).toBeUndefined();
  });

  it('counts as slow while the answer is late, and takes it when it comes', async () => {
    let answer = (_: string) => {};
    const { made } = reading(
      () => new Promise(resolve => (answer = resolve)),
      1,
    );
    const refreshed = made.refresh();
    await until(() => made.known.failure !== undefined);
    expect(made.known.failure?.because).toMatchObject({ kind: 'slow' });
    answer('late');
    await refreshed;
    expect(made.known).toMatchObject({ heard: { value: 'late' } });
    expect(made.known.failure).toBeUndefined();
  });

  it('asks once for all who ask at the same time', async () => {
    const ask = jest.fn(async () => 'a');
    const { made } = reading(ask);
    await Promise.all([made.refresh(), made.refresh()]);
    expect(ask).toHaveBeenCalledTimes(1);
    await made.refresh();
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
