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

const found = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    type: 'software-catalog',
    document: { title: `web-${n}`, text: '', location: `/web-${n}` },
  }));

it.each([
  ['en', 3, undefined, undefined, undefined, '3 results'],
  ['en', 25, undefined, btoa('1'), undefined, '1 to 25 of more results'],
  ['en', 3, btoa('1'), undefined, undefined, '26 to 28 of 28 results'],
  ['en', 25, undefined, btoa('1'), 28, '1 to 25 of 28 results'],
  ['zh', 3, undefined, undefined, undefined, '共 3 条结果'],
  ['zh', 25, undefined, btoa('1'), undefined, '第 1–25 条，还有更多结果'],
  ['zh', 3, btoa('1'), undefined, undefined, '第 26–28 条，共 28 条结果'],
] as const)(
  'tells how many there are, also where the search counts none: %s, %d on page %j',
  async (language, count, cursor, nextPageCursor, numberOfResults, words) => {
    const query: SearchApi['query'] = async () => ({
      results: found(count),
      numberOfResults,
      nextPageCursor,
    });
    const page = cursor ? `&pageCursor=${encodeURIComponent(cursor)}` : '';
    renderIn(language, <SearchPage items={[]} />, {
      apis: [[searchApiRef, { query }]],
      initialRouteEntries: [`/search?query=web${page}`],
    });
    expect(await screen.findByText(words)).toBeInTheDocument();
  },
);
