import type { FetchApi } from '@backstage/frontend-plugin-api';
import { healthOf, LiveStreams } from '../testing';
import { createPlatformClient } from './client';

const discoveryApi = {
  getBaseUrl: async (id: string) => `http://portal/api/${id}`,
};

function answering(answer: () => Response) {
  const fetch = jest.fn<
    ReturnType<FetchApi['fetch']>,
    Parameters<FetchApi['fetch']>
  >(async () => answer());
  return {
    fetch,
    client: createPlatformClient({ discoveryApi, fetchApi: { fetch } }),
  };
}

describe('platform client', () => {
  it('asks by the address of the contract, with plain arguments', async () => {
    const health = healthOf();
    const { client, fetch } = answering(() => Response.json(health));
    await expect(client.health.parts()).resolves.toEqual(health);
    expect(fetch).toHaveBeenCalledWith(
      'http://portal/api/platform/health/parts',
      expect.objectContaining({ method: 'GET', body: undefined }),
    );
  });

  it("throws Backstage's own errors", async () => {
    const { client } = answering(() =>
      Response.json(
        {
          error: { name: 'NotAllowedError', message: 'ask a lead' },
          response: { statusCode: 403 },
        },
        { status: 403 },
      ),
    );
    await expect(client.health.parts()).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
      cause: { name: 'NotAllowedError', message: 'ask a lead' },
    });
  });

  it('follows a stream', async () => {
    const streams = new LiveStreams();
    const client = createPlatformClient({ discoveryApi, fetchApi: streams });
    const views = [{ id: 'v', query: 'health.parts', input: {} }];
    const live = await client.live.open({ views });
    const iterator = live[Symbol.asyncIterator]();
    streams.show('health.parts', healthOf());
    await expect(iterator.next()).resolves.toMatchObject({
      done: false,
      value: { kind: 'value', view: 'v', value: healthOf() },
    });
  });
});
