import type { FetchApi } from '@backstage/frontend-plugin-api';
import { patientReads } from './patience';

const read = 'http://localhost/api/user-settings/multiget';
const write = 'http://localhost/api/user-settings/buckets/b/keys/k';

/** A portal that answers with these states, one after the other. */
function portalThatSays(...statuses: (number | 'nothing')[]) {
  const asked: string[] = [];
  const waited: number[] = [];
  const portal: FetchApi = {
    fetch: async input => {
      asked.push(String(input));
      const status = statuses.shift() ?? 200;
      if (status === 'nothing') throw new TypeError('Failed to fetch');
      return Response.json({ items: [] }, { status });
    },
  };
  const api = patientReads(portal, async ms => void waited.push(ms));
  return { api, asked, waited };
}

it.each<[string, (number | 'nothing')[], number, number]>([
  ['at once', [200], 200, 1],
  ['that there are none', [404], 404, 1],
  ['after the portal was away', ['nothing', 'nothing', 200], 200, 3],
  ['after the database was away', [500, 503, 200], 200, 3],
  ['after the session was renewed', [401, 200], 200, 2],
])('reads settings: %s', async (_, statuses, status, times) => {
  const { api, asked, waited } = portalThatSays(...statuses);
  const answer = await api.fetch(read, { method: 'POST' });
  expect(answer.status).toBe(status);
  expect(asked).toEqual(Array(times).fill(read));
  expect(waited).toHaveLength(times - 1);
  expect(waited).toEqual([...waited].sort((one, other) => one - other));
});

it.each([[500], ['nothing' as const]])(
  'writes settings once, and tells that it was answered %s',
  async status => {
    const { api, asked } = portalThatSays(status);
    const outcome = await api.fetch(write, { method: 'PUT' }).then(
      answer => answer.status,
      () => 'nothing',
    );
    expect(outcome).toBe(status);
    expect(asked).toEqual([write]);
  },
);
