import type { Status } from '../status';
import { firstToOpen } from './opening';

const placement = (id: string, status: Status, environment?: string) => ({
  id,
  status,
  environment,
});

describe('firstToOpen', () => {
  it.each([
    ['nothing of none', [], undefined],
    [
      'the first on the way, where all are well',
      [
        placement('a', 'healthy', 'prod'),
        placement('b', 'healthy', 'dev'),
        placement('c', 'healthy', 'test'),
      ],
      'b',
    ],
    [
      'the worst, wherever it is',
      [
        placement('a', 'degraded', 'dev'),
        placement('b', 'failed', 'prod'),
        placement('c', 'healthy', 'test'),
      ],
      'b',
    ],
    [
      'the first on the way, of those that are equally bad',
      [
        placement('a', 'failed', 'prod'),
        placement('b', 'failed', 'test'),
        placement('c', 'healthy', 'dev'),
      ],
      'b',
    ],
    [
      'what is known to be broken before what is not known',
      [
        placement('a', 'unknown', 'dev'),
        placement('b', 'degraded', 'prod'),
        placement('c', 'progressing', 'test'),
      ],
      'b',
    ],
    [
      'the first by name, of several in one environment',
      [
        placement('west', 'healthy', 'prod'),
        placement('east', 'healthy', 'prod'),
      ],
      'east',
    ],
    [
      'what has no environment after what has one',
      [placement('a', 'healthy'), placement('b', 'healthy', 'prod')],
      'b',
    ],
  ])('opens %s', (_, placements, expected) => {
    expect(firstToOpen(placements)?.id).toBe(expected);
    expect(firstToOpen([...placements].reverse())?.id).toBe(expected);
  });
});
