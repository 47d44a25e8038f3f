import { Readable } from 'node:stream';
import type { KubeRequest } from '../../kube/KubeService';
import { KubePodLogs } from './KubePodLogs';

const container = {
  cluster: 'east',
  namespace: 'shop-prod',
  pod: 'web-1',
  container: 'app',
};
const reader = { user: 'lin', groups: ['shop'] };

function answering(status: number, ...chunks: string[]) {
  const asked: KubeRequest[] = [];
  const body = Readable.from(chunks.map(chunk => Buffer.from(chunk)));
  const logs = new KubePodLogs({
    async stream(_, request) {
      asked.push(request);
      return { status, ok: status === 200, headers: {}, body };
    },
  });
  return { logs, asked, body };
}

const signal = new AbortController().signal;

describe('KubePodLogs', () => {
  it('asks as the person for a log with times', async () => {
    const { logs, asked, body } = answering(200, 'a', 'b');
    const selection = { follow: true, tailLines: 5 };
    const text = await logs.open(container, selection, reader, signal);
    const chunks: string[] = [];
    for await (const chunk of text) {
      chunks.push(Buffer.from(chunk).toString());
    }
    expect(chunks).toEqual(['a', 'b']);
    expect(body.destroyed).toBe(true);
    expect(asked).toEqual([
      {
        path: '/api/v1/namespaces/shop-prod/pods/web-1/log',
        query: {
          container: 'app',
          timestamps: true,
          follow: true,
          tailLines: 5,
        },
        headers: { 'impersonate-user': 'lin', 'impersonate-group': ['shop'] },
        signal,
      },
    ]);
  });

  it.each([
    [400, 'ConflictError', 'container "app" is waiting to start'],
    [
      401,
      'ServiceUnavailableError',
      "no longer takes the portal's credentials",
    ],
    [403, 'NotAllowedError', 'ask a team lead for a role'],
    [404, 'NotFoundError', 'There is no pod "web-1"'],
    [500, 'ServiceUnavailableError', 'is waiting to start'],
  ])('tells status %d as %s', async (status, name, message) => {
    const { logs } = answering(
      status,
      '{"kind":"Status","message":"container \\"app\\" is ',
      'waiting to start"}',
    );
    await expect(
      logs.open(container, {}, reader, signal),
    ).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });

  it.each([
    ['an answer that is no status', '<html>Bad Gateway</html>'],
    ['one that does not end', 'x'.repeat(300 * 1024)],
  ])('tells of %s no more than its number', async (_, text) => {
    const { logs } = answering(502, text);
    await expect(logs.open(container, {}, reader, signal)).rejects.toThrow(
      'it answered 502',
    );
  });

  it('blames the portal, and not the person, where it may act for nobody', async () => {
    const message =
      'users "lin" is forbidden: User "portal" cannot impersonate resource "users" in API group ""';
    const status = JSON.stringify({ kind: 'Status', message });
    const { logs } = answering(403, status);
    await expect(
      logs.open(container, {}, reader, signal),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('give its account'),
    });
  });

  it('throws when the connection breaks, but not when one leaves', async () => {
    const leave = new AbortController();
    for (const broken of [true, false]) {
      const { logs, body } = answering(200, 'a');
      const text = await logs.open(container, {}, reader, leave.signal);
      const reading = text[Symbol.asyncIterator]();
      if (!broken) {
        leave.abort();
      }
      body.destroy(new Error('reset'));
      const outcome = await reading.next().catch((e: Error) => e.message);
      expect(outcome).toEqual(
        broken ? 'reset' : { done: true, value: undefined },
      );
    }
  });
});
