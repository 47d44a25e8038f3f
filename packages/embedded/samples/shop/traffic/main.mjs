import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '../shared/log.mjs';
import { makeVisit } from './visitor.mjs';

const pauseMs = Math.max(50, Number(process.env.TRAFFIC_PAUSE_MS ?? 1000));
const base = process.env.WEB_URL ?? 'http://web:8080';
const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'])
  process.once(signal, () => stop.abort());

log('info', 'visiting', { base, pauseMs });
for (let number = 0; !stop.signal.aborted; number += 1) {
  await makeVisit(base, number);
  await sleep(pauseMs, undefined, { signal: stop.signal }).catch(
    () => undefined,
  );
}
log('info', 'stopped');
process.exit(0);
