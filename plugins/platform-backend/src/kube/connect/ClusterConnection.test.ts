import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KubernetesCredential } from '@backstage/plugin-kubernetes-node';
import { hangingOn } from '../testing/hanging-on';
import { until } from '../testing/until';
import { ClusterConnection } from './ClusterConnection';
import type { AnswerBody } from './LastingConnection';

const mockAgents = jest.fn();
jest.mock('undici', () => {
  const actual = jest.requireActual('undici');
  return {
    ...actual,
    Agent: class extends actual.Agent {
      constructor(options: object) {
        super(options);
        mockAgents();
      }
    },
  };
});

const token = (text: string): KubernetesCredential => ({
  type: 'bearer token',
  token: text,
});
const certificate = (cert: string): KubernetesCredential => ({
  type: 'x509 client certificate',
  cert,
  key: 'key',
});
const many = Array.from({ length: 50 });

describe('requests at the same time', () => {
  let accepted: string | undefined;
  const urls: string[] = [];
  const server = createServer((request, response) => {
    const { authorization } = request.headers;
    urls.push(request.url ?? '');
    if (request.url === '/never') {
      server.emit('taken');
      return;
    }
    const isRefused =
      accepted !== undefined && authorization !== `Bearer ${accepted}`;
    response.writeHead(isRefused ? 401 : 200).end('{}');
  });
  let connection: ClusterConnection;
  const ask = jest.fn<Promise<KubernetesCredential>, []>();

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  beforeEach(() => {
    accepted = undefined;
    jest.clearAllMocks();
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    connection = new ClusterConnection(
      { name: 'east', url, authMetadata: {} },
      ask,
    );
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await connection.close();
  });

  const openAll = () =>
    Promise.all(
      many.map(async () => {
        const answer = await connection.open({ path: '/version' });
        await answer.body.dump();
        return answer.statusCode;
      }),
    );

  it.each([
    ['a token', token('one'), token('two'), 1],
    ['a certificate', certificate('one'), certificate('two'), 2],
  ])(
    'ask for %s once, and again once when it is old',
    async (_, first, second, agents) => {
      ask.mockResolvedValueOnce(first).mockResolvedValue(second);
      await openAll();
      expect(ask).toHaveBeenCalledTimes(1);
      expect(mockAgents).toHaveBeenCalledTimes(1);
      const later = Date.now() + 31_000;
      jest.spyOn(Date, 'now').mockReturnValue(later);
      await openAll();
      expect(ask).toHaveBeenCalledTimes(2);
      expect(mockAgents).toHaveBeenCalledTimes(agents);
    },
  );

  it('ask once for a new token when the old one is refused', async () => {
    accepted = 'two';
    ask.mockResolvedValueOnce(token('one')).mockResolvedValue(token('two'));
    expect(await openAll()).toEqual(many.map(() => 200));
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['on, when others are answered meanwhile', true, 1],
    ['anew, when none is', false, 2],
  ])('go %s, after one was answered too late', async (_, others, agents) => {
    ask.mockResolvedValue(token('one'));
    const taken = once(server, 'taken');
    const late = connection
      .open({ path: '/never', timeoutMs: 900 })
      .catch(error => error.message);
    await taken;
    if (others) await openAll();
    expect(await late).toContain('it does not answer');
    await openAll();
    expect(mockAgents).toHaveBeenCalledTimes(agents);
  });

  it('of which watches by HTTP/1.1 are ended soon by the server itself, not all at once', async () => {
    ask.mockResolvedValue(token('one'));
    const query = { watch: true, timeoutSeconds: 400 };
    const asked = async (isWatch: boolean) => {
      const answer = await connection.open({ path: '/pods', query, isWatch });
      await answer.body.dump();
      return urls.at(-1);
    };
    const random = jest.spyOn(Math, 'random').mockReturnValue(0);
    expect(await asked(true)).toBe('/pods?watch=true&timeoutSeconds=10');
    random.mockReturnValue(0.99);
    expect(await asked(true)).toBe('/pods?watch=true&timeoutSeconds=15');
    random.mockRestore();
    expect(await asked(false)).toBe('/pods?watch=true&timeoutSeconds=400');
  });

  it.each([
    ['is read', (body: AnswerBody) => body.text()],
    ['is left', async (body: AnswerBody) => void body.destroy()],
  ])(
    'leave nothing with whoever may end them once an answer %s',
    async (_, end) => {
      ask.mockResolvedValue(token('one'));
      const { signal } = new AbortController();
      for (const path of ['/version', '/pods', '/version']) {
        const { body } = await connection.open({ path, signal });
        await end(body);
      }
      const kept = () => hangingOn(signal);
      expect(await until(kept, count => count === 0, 5_000)).toBe(0);
    },
  );

  it('leave nothing with whoever may end them when they fail', async () => {
    ask.mockResolvedValue(token('one'));
    const { signal } = new AbortController();
    const asked = { path: '/never', signal, timeoutMs: 300 };
    await expect(connection.open(asked)).rejects.toThrow();
    expect(hangingOn(signal)).toBe(0);
  });

  it('ask again after they could get none', async () => {
    ask.mockRejectedValueOnce(new Error('no role'));
    await expect(openAll()).rejects.toThrow('no role');
    ask.mockResolvedValue(token('one'));
    expect(await openAll()).toEqual(many.map(() => 200));
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
