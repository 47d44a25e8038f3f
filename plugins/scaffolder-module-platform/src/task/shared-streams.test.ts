import type { LogEvent } from '@backstage/plugin-scaffolder-common';
import ObservableImpl from 'zen-observable';
import { sharedStreams } from './shared-streams';

interface Connection {
  readonly taskId: string;
  readonly after?: number;
  readonly far: ZenObservable.SubscriptionObserver<LogEvent>;
  isOpen: boolean;
}

function event(id: number): LogEvent {
  return { type: 'log', id, taskId: 'a', createdAt: '', body: { message: '' } };
}

/** Streams over connections that a test feeds. */
function setUp() {
  const all: Connection[] = [];
  const streams = sharedStreams(
    ({ taskId, after }) =>
      new ObservableImpl(far => {
        const connection = { taskId, after, far, isOpen: true };
        all.push(connection);
        return () => {
          connection.isOpen = false;
        };
      }),
  );
  const read = (after?: number, taskId = 'a') => {
    const told: unknown[] = [];
    const subscription = streams({ taskId, after }).subscribe({
      next: ({ id }) => told.push(id),
      error: ({ message }) => told.push(message),
      complete: () => told.push('over'),
    });
    return { told, leave: () => subscription.unsubscribe() };
  };
  const open = () => all.filter(({ isOpen }) => isOpen);
  const tell = (...ids: number[]) =>
    ids.forEach(id => open().forEach(({ far }) => far.next(event(id))));
  const opened = () => open().map(({ taskId, after }) => [taskId, after]);
  return { all, open, opened, read, tell };
}

function show(visibility: 'hidden' | 'visible') {
  jest.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility);
  document.dispatchEvent(new Event('visibilitychange'));
}

/** What an observable was told while it was subscribed to is passed on later. */
const passedOn = () => Promise.resolve();

afterEach(() => jest.restoreAllMocks());

it('has one connection for all who read a run, and tells each all of it', async () => {
  const { opened, read, tell } = setUp();
  const first = read();
  tell(1, 2);
  const second = read();
  const later = read(1);
  await passedOn();
  tell(3);
  await passedOn();

  expect(opened()).toEqual([['a', undefined]]);
  expect([first.told, second.told, later.told]).toEqual([
    [1, 2, 3],
    [1, 2, 3],
    [2, 3],
  ]);
});

it('has a connection of its own for each run', () => {
  const { opened, read } = setUp();
  read();
  read(4, 'b');
  expect(opened()).toEqual([
    ['a', undefined],
    ['b', 4],
  ]);
});

it('goes back for one who needs earlier events, and tells nobody anything twice', async () => {
  const { opened, read, tell } = setUp();
  const late = read(2);
  tell(3);
  const whole = read();
  await passedOn();
  expect(opened()).toEqual([['a', undefined]]);
  tell(1, 2, 3, 4);
  expect([late.told, whole.told]).toEqual([
    [3, 4],
    [1, 2, 3, 4],
  ]);
});

it('lets go after the last one has left', () => {
  const { open, opened, read } = setUp();
  const [one, other] = [read(), read()];
  one.leave();
  expect(open()).toHaveLength(1);
  other.leave();
  expect(open()).toHaveLength(0);
  read(7);
  expect(opened()).toEqual([['a', 7]]);
});

it('lets go while the page is hidden, and goes on after what was told', () => {
  const { all, open, opened, read, tell } = setUp();
  const { told } = read();
  tell(1, 2);
  show('hidden');
  read();
  expect(open()).toHaveLength(0);
  show('visible');
  expect(opened()).toEqual([['a', 2]]);
  tell(3);
  expect(told).toEqual([1, 2, 3]);
  expect(all).toHaveLength(2);
});

it('does not begin in a page that nobody has seen yet', () => {
  const { all, opened, read } = setUp();
  show('hidden');
  read();
  expect(all).toHaveLength(0);
  show('visible');
  expect(opened()).toEqual([['a', undefined]]);
});

it.each([
  ['its end', (far: Connection['far']) => far.complete(), 'over'],
  [
    'what broke it',
    (far: Connection['far']) => far.error(new Error('Gone')),
    'Gone',
  ],
])('tells all of %s, and opens anew for who asks then', (_, end, told) => {
  const { all, open, opened, read, tell } = setUp();
  const both = [read(), read()];
  tell(1);
  end(all[0].far);
  expect(both.map(one => one.told)).toEqual([
    [1, told],
    [1, told],
  ]);
  expect(open()).toHaveLength(0);
  read(1);
  expect(opened()).toEqual([['a', 1]]);
});
