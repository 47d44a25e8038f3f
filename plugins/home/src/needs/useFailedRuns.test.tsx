import type { StorageApi } from '@backstage/frontend-plugin-api';
import type { JsonValue } from '@backstage/types';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { act, screen, waitFor } from '@testing-library/react';
import { portalOf } from '../__testUtils__/portal';
import { useFailedRuns, type KnownRuns } from './useFailedRuns';

type Snapshot = ReturnType<StorageApi['snapshot']>;

/** A storage that has not answered yet, as the one of the backend at first. */
function slowStorage() {
  let tell: (next: Snapshot) => void = () => {};
  const set = jest.fn(async () => {});
  const storage = {
    forBucket: () => storage,
    snapshot: (key: string) => ({ key, presence: 'unknown', value: undefined }),
    observe$: () => ({
      subscribe: (hear: (next: Snapshot) => void) => {
        tell = hear;
        return { unsubscribe: () => {} };
      },
    }),
    set,
  } as unknown as StorageApi;
  const answer = (value: JsonValue) =>
    act(async () => tell({ key: 'runs', presence: 'present', value } as never));
  return { storage, set, answer };
}

it('overwrites nothing, and shows nothing, before it has read which runs one is done with', async () => {
  const { answer, set, storage } = slowStorage();
  const failed = (id: string) => ({
    id,
    status: 'failed',
    createdAt: new Date().toISOString(),
    spec: { parameters: { name: id } },
  });
  const { listTasks, rendering } = portalOf({
    runs: [failed('old'), failed('new')],
  });
  const apis = rendering.apis.map(([ref, api]) =>
    ref.id === 'core.storage'
      ? ([ref, storage] as const)
      : ([ref, api] as const),
  );
  let known: KnownRuns | undefined;
  const Shown = () => {
    known = useFailedRuns();
    return <p>{`${known.knowledge} ${known.failed.map(({ id }) => id)}`}</p>;
  };
  renderIn('en', <Shown />, { ...rendering, apis: apis as never });

  await waitFor(() => expect(listTasks).toHaveBeenCalled());
  await act(async () => {});
  expect(screen.getByText(/^reading\s*$/)).toBeVisible();
  known?.done('new');
  expect(set).not.toHaveBeenCalled();

  await answer({ runs: ['old'] });
  expect(await screen.findByText('known new')).toBeVisible();
  act(() => known?.done('new'));
  expect(set).toHaveBeenCalledWith('runs', { runs: ['old', 'new'] });
});
