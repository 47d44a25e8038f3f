import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { focusManager, onlineManager } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { act } from 'react';
import { LiveStreams, renderIn } from '../testing';
import { usePlatformQuery } from './hooks';

function Answer(props: { ask: () => Promise<string> }) {
  const { data } = usePlatformQuery({ queryKey: ['x'], queryFn: props.ask });
  return <p>{data ?? 'nothing yet'}</p>;
}

function open(ask: () => Promise<string>) {
  renderIn('en', <Answer ask={ask} />, {
    apis: [[fetchApiRef, new LiveStreams()]],
  });
}

describe('usePlatformQuery', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    onlineManager.setOnline(true);
    focusManager.setFocused(undefined);
  });

  it('asks again when the tab comes back to the front', async () => {
    const ask = jest
      .fn<Promise<string>, []>()
      .mockResolvedValueOnce('answer 1')
      .mockResolvedValueOnce('answer 2');
    open(ask);
    expect(await screen.findByText('answer 1')).toBeInTheDocument();
    const later = Date.now() + 60_000;
    jest.spyOn(Date, 'now').mockReturnValue(later);
    act(() => focusManager.setFocused(false));
    act(() => focusManager.setFocused(true));
    expect(await screen.findByText('answer 2')).toBeInTheDocument();
  });

  it('asks as soon as the network is back', async () => {
    onlineManager.setOnline(false);
    const ask = jest.fn(async () => 'answer');
    open(ask);
    expect(await screen.findByText('nothing yet')).toBeInTheDocument();
    expect(ask).not.toHaveBeenCalled();
    act(() => onlineManager.setOnline(true));
    expect(await screen.findByText('answer')).toBeInTheDocument();
  });
});
