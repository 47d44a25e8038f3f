import { failWhenSilent } from './idle';

describe('failWhenSilent', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('passes what comes in time and fails when nothing does', async () => {
    let send: (text: string) => void = () => undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        send = text => controller.enqueue(new TextEncoder().encode(text));
      },
    });
    const reader = failWhenSilent(new Response(body), 40_000).body?.getReader();

    await jest.advanceTimersByTimeAsync(30_000);
    send(': heartbeat');
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toBe(': heartbeat');

    await jest.advanceTimersByTimeAsync(30_000);
    const outcome = reader?.read().catch((error: unknown) => error);
    const heard = Date.now() - 30_000;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await outcome).toMatchObject({
      name: 'SilenceError',
      message: 'Nothing was heard for 40 s',
      since: new Date(heard).toISOString(),
    });
  });
});
