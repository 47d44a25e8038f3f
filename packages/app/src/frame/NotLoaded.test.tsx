import { errorApiRef, type AlertMessage } from '@backstage/frontend-plugin-api';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { errorsShown } from './errorApi';
import { isNotLoaded } from './isNotLoaded';
import { NotLoaded } from './NotLoaded';
import { NotLoadedNotice } from './NotLoadedNotice';

const named = (name: string, message: string) =>
  Object.assign(new Error(message), { name });
const chunk = named('ChunkLoadError', 'Loading chunk 17 failed.');
const ofWords = new Error(
  `Failed to load translation resource 'pilothouse-logs'; caused by ${chunk}`,
);
const ofExtension = new Error('Error in extension "a"', { cause: chunk });

function portal() {
  const alerts: string[] = [];
  const errors = errorsShown({
    post: ({ message }: AlertMessage) => alerts.push(message),
    alert$: () => {
      throw new Error('nobody looks at alerts here');
    },
  });
  return { alerts, errors };
}

describe('a page that could not be loaded', () => {
  it.each([
    [named('ChunkLoadError', 'no matter'), true],
    [new Error('Loading chunk 4028 failed.'), true],
    [new Error('Loading CSS chunk 17 failed.'), true],
    [ofWords, true],
    [ofExtension, true],
    [new Error('Loading of pods failed'), false],
    [new TypeError('x is not a function'), false],
    [undefined, false],
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

describe('a part of a page that could not be loaded', () => {
  it.each([
    ['words of a language', ofWords],
    ['a part of the app', ofExtension],
    ['what nobody catches', chunk],
  ])('is no alert with the raw error: %s', (_, error) => {
    const { alerts, errors } = portal();
    errors.post(error);
    errors.post(new Error('no quota'));
    expect(alerts).toEqual(['no quota']);
  });

  it('is told to who subscribes later, in either way', () => {
    const { errors } = portal();
    errors.post(new Error('no quota'));
    errors.post(chunk);
    const told: unknown[] = [];
    errors.error$().subscribe(one => told.push(one));
    errors.error$().subscribe({ next: one => told.push(one) });
    const missing = { error: chunk, context: { hidden: true } };
    expect(told).toEqual([missing, missing]);
  });

  it('is told though it was missing before the notice was there', async () => {
    const { errors } = portal();
    errors.post(ofWords);
    renderIn('en', <NotLoadedNotice reload={jest.fn()} />, {
      apis: [[errorApiRef, errors]],
    });
    expect(await screen.findByRole('alert')).toBeInTheDocument();
  });

  it.each([
    ['en', /part of the portal could not be loaded/, 'Load it again', 'Later'],
    ['zh', /门户的一部分加载失败/, '重新加载', '稍后'],
  ] as const)('is told in %s', async (language, told, again, later) => {
    const { errors } = portal();
    const reload = jest.fn();
    renderIn(
      language,
      <>
        <p>the page</p>
        <NotLoadedNotice reload={reload} />
      </>,
      { apis: [[errorApiRef, errors]] },
    );
    await screen.findByText('the page');
    act(() => errors.post(new Error('no quota')));
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    act(() => errors.post(ofWords));
    expect(await screen.findByRole('alert')).toHaveTextContent(told);
    await userEvent.click(screen.getByRole('button', { name: again }));
    expect(reload).toHaveBeenCalledTimes(1);
    await userEvent.click(screen.getByRole('button', { name: later }));
    await waitFor(() =>
      expect(screen.queryByRole('alert')).not.toBeInTheDocument(),
    );
  });
});
