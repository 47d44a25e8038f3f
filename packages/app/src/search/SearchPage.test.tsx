import { searchApiRef, type SearchApi } from '@backstage/plugin-search-react';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SearchPage } from './SearchPage';

it.each([
  ['en', 'Try again', 'The search did not answer'],
  ['zh', '重试', '搜索没有响应'],
] as const)(
  'asks the same again as often as one tries again: %s',
  async (language, again, failed) => {
    const query = jest.fn<
      ReturnType<SearchApi['query']>,
      Parameters<SearchApi['query']>
    >();
    const answer = { results: [], numberOfResults: 0 };
    query.mockRejectedValue(new Error('away'));
    renderIn(language, <SearchPage items={[]} />, {
      apis: [[searchApiRef, { query }]],
      initialRouteEntries: ['/search?query=web&pageCursor=Mg'],
    });
    for (const times of [1, 2, 3]) {
      expect(await screen.findByText(failed)).toBeInTheDocument();
      expect(query).toHaveBeenCalledTimes(times);
      if (times === 3) query.mockResolvedValue(answer);
      await userEvent.click(screen.getByRole('button', { name: again }));
      await waitFor(() => expect(query).toHaveBeenCalledTimes(times + 1));
    }
    await waitFor(() =>
      expect(screen.queryByText(failed)).not.toBeInTheDocument(),
    );
    const asked = new Set(query.mock.calls.map(([it]) => JSON.stringify(it)));
    expect([...asked]).toEqual([
      JSON.stringify({
        term: 'web',
        types: [],
        filters: {},
        pageLimit: undefined,
        pageCursor: 'Mg',
      }),
    ]);
  },
);
