import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { isNotLoaded, NotLoaded } from './NotLoaded';

const named = (name: string, message: string) =>
  Object.assign(new Error(message), { name });

describe('a page that could not be loaded', () => {
  it.each([
    [named('ChunkLoadError', 'no matter'), true],
    [new Error('Loading chunk 4028 failed.'), true],
    [new Error('Loading CSS chunk 17 failed.'), true],
    [new Error('Loading of pods failed'), false],
    [new TypeError('x is not a function'), false],
  ])('%s: %p', (error, expected) => {
    expect(isNotLoaded(error)).toBe(expected);
  });

  it.each([
    ['en', 'This page could not be loaded', 'Load it again'],
    ['zh', '页面加载失败', '重新加载'],
  ] as const)(
    'says so in %s, and loads again',
    async (language, title, again) => {
      const reload = jest.fn();
      renderIn(language, <NotLoaded reload={reload} />, {});
      expect(
        await screen.findByRole('heading', { name: title }),
      ).toBeInTheDocument();
      await userEvent.click(screen.getByRole('button', { name: again }));
      expect(reload).toHaveBeenCalledTimes(1);
      fireEvent(window, new Event('online'));
      expect(reload).toHaveBeenCalledTimes(2);
    },
  );
});
