import { once } from 'node:events';
import type { Socket } from 'node:net';
import { until } from '../kube/testing/until';
import { ChangingPortal, weight } from './__testUtils__/ChangingPortal';

jest.setTimeout(300_000);

const waitMs = 120_000;
const patienceMs = 8_000;

/** All that a browser takes from now on. */
function takeFrom(socket: Socket) {
  const taken = { text: '' };
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    taken.text += chunk;
  });
  socket.resume();
  return taken;
}

describe('a browser that takes nothing, over a connection that is full', () => {
  let portal: ChangingPortal;
  let socket: Socket;
  let churn: ReturnType<typeof setInterval>;

  beforeEach(async () => {
    portal = new ChangingPortal(patienceMs);
    await portal.listen();
    socket = await portal.stall();
    churn = setInterval(() => portal.change(), 50);
  });
  afterEach(async () => {
    clearInterval(churn);
    socket.destroy();
    await portal.close();
  });

  const isDropped = () =>
    until(
      () => portal.metric('pilothouse_live_dropped_total'),
      dropped => dropped === 1,
      waitMs,
    );

  /** What the process holds of what it has told, in bytes. */
  const held = async () => {
    const told = await Promise.all(
      ['patch', 'value'].map(kind =>
        portal.metric(
          `pilothouse_live_events_total{kind="${kind}",query="services.list"}`,
        ),
      ),
    );
    const { bytesWritten = 0, writableLength = 0 } =
      portal.responses[0].socket ?? {};
    const count = told.reduce((sum, one) => sum + one, 0);
    return { count, bytes: count * weight - (bytesWritten - writableLength) };
  };

  it('holds no more than a few changes of its view, is cut off, and is told the whole when it returns', async () => {
    await isDropped();
    const { count, bytes } = await held();
    expect(count).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(4 * weight);
    // Much had changed that it was never told.
    expect(portal.hub.figures.evaluations).toBeGreaterThan(count + 3);
    expect(portal.hub.figures.views).toBe(0);

    const [response] = portal.responses;
    await until(() => response.destroyed, Boolean, waitMs);
    await until(
      () => portal.metric('pilothouse_live_connections'),
      connections => connections === 0,
      waitMs,
    );

    clearInterval(churn);
    const again = await portal.stall('a revision of before');
    const taken = takeFrom(again);
    const told = () => /"kind":"(\w+)"/.exec(taken.text)?.[1];
    expect(await until(told, Boolean, waitMs)).toBe('value');
    again.destroy();
  });

  it('is told that it was dropped if it takes what waits for it then', async () => {
    await isDropped();
    const taken = takeFrom(socket);
    await until(() => taken.text.endsWith('\r\n0\r\n\r\n'), Boolean, waitMs);
    const kinds = [...taken.text.matchAll(/"kind":"(\w+)"/g)].map(
      ([, kind]) => kind,
    );
    expect(kinds[0]).toBe('value');
    expect(kinds.at(-1)).toBe('dropped');
    socket.end();
    await once(socket, 'close');
    expect(portal.hub.figures.views).toBe(0);
  });
});
