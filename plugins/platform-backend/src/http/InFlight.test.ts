import { EventEmitter } from 'node:events';
import type { Request, Response } from 'express';
import { InFlight } from './InFlight';

/** A request that is being answered, until it emits `close`. */
function begin(inFlight: InFlight) {
  const response = new EventEmitter();
  const next = jest.fn();
  inFlight.watch({} as Request, response as unknown as Response, next);
  expect(next).toHaveBeenCalledWith();
  return response;
}

describe('requests in flight', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('are none at first', async () => {
    await expect(new InFlight().settled(1_000)).resolves.toBeUndefined();
  });

  it('are waited for to the last one', async () => {
    const inFlight = new InFlight();
    const [first, second] = [begin(inFlight), begin(inFlight)];
    const settled = jest.fn();
    void inFlight.settled(10_000).then(settled);
    first.emit('close');
    await jest.advanceTimersByTimeAsync(5_000);
    expect(settled).not.toHaveBeenCalled();
    second.emit('close');
    await jest.advanceTimersByTimeAsync(0);
    expect(settled).toHaveBeenCalled();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('are not waited for longer than that', async () => {
    const inFlight = new InFlight();
    begin(inFlight);
    const settled = jest.fn();
    void inFlight.settled(10_000).then(settled);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(settled).toHaveBeenCalled();
  });
});
