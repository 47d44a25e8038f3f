import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { act, screen } from '@testing-library/react';
import type { SessionState } from '../auth/lasting';
import { Outage } from '../auth/Outage';
import { SessionNotice } from './SessionNotice';

afterEach(() => {
  jest.useRealTimers();
});

it.each([
  ['en', 'The user center does not answer', 'has not ended'],
  ['zh', '用户中心没有响应', '并未结束'],
] as const)(
  'says in %s that the user center is away, until it is back',
  async (language, title, hint) => {
    jest.useFakeTimers({ advanceTimers: true });
    let state: SessionState = 'user-center-away';
    const outage = new Outage();
    renderIn(language, <SessionNotice outage={outage} />, {});
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
    act(() => outage.begin(async () => state));
    const notice = await screen.findByRole('status');
    expect(notice).toHaveTextContent(title);
    expect(notice).toHaveTextContent(hint);
    await act(() => jest.advanceTimersByTimeAsync(6_000));
    expect(notice).toBeInTheDocument();
    state = 'there';
    await act(() => jest.advanceTimersByTimeAsync(6_000));
    expect(notice).not.toBeInTheDocument();
  },
);
