import { readFile } from 'node:fs/promises';
import { setImmediate as afterMicrotasks } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { StatusFileParts } from './StatusFileParts';

type Changed = (event: string, name: null) => void;
const mockWatcher = { on: jest.fn(), close: jest.fn() };
const mockWatch = jest.fn(
  (_folder: string, _options: object, _changed: Changed) => mockWatcher,
);
jest.mock('node:fs', () => ({
  ...jest.requireActual('node:fs'),
  watch: (...call: Parameters<typeof mockWatch>) => mockWatch(...call),
}));
jest.mock('node:fs/promises', () => ({
  ...jest.requireActual('node:fs/promises'),
  readFile: jest.fn(),
}));

describe('closing during a reading', () => {
  it.each([false, true])(
    'opens no watch and changes nothing, with another look asked for: %s',
    async again => {
      jest.clearAllMocks();
      jest.mocked(readFile).mockResolvedValueOnce('{');
      const parts = await StatusFileParts.open(
        { path: '/state/status.json' },
        mockServices.logger.mock(),
      );
      const [, , changed] = mockWatch.mock.lastCall ?? [];
      const told = jest.fn();
      parts.subscribe(told);
      const before = parts.snapshot();

      let answer: (text: string) => void = () => undefined;
      jest.mocked(readFile).mockReturnValueOnce(
        new Promise(resolve => {
          answer = resolve;
        }),
      );
      changed?.('rename', null);
      if (again) {
        changed?.('rename', null);
      }
      parts.close();
      answer(
        JSON.stringify({ updatedAt: '2031-04-01T08:00:00.000Z', parts: [] }),
      );
      await afterMicrotasks();

      expect(parts.snapshot()).toBe(before);
      expect(told).not.toHaveBeenCalled();
      expect(mockWatch).toHaveBeenCalledTimes(1);
      expect(mockWatcher.close).toHaveBeenCalledTimes(1);
    },
  );
});
