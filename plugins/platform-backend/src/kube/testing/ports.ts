import { once } from 'node:events';
import { createServer } from 'node:net';

/** An instance of the platform takes so many ports in a row. */
const BLOCK = 16;
const FIRST = 18_100;
/** Above, the system takes ports for connections. */
const LAST = 32_767 - BLOCK;

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}

/** First of as many free ports in a row as an instance of the platform takes. */
export async function freeBlock(): Promise<number> {
  const blocks = Math.floor((LAST - FIRST) / BLOCK);
  for (let tried = 0; tried < blocks; tried += 1) {
    const first = FIRST + ((process.pid + tried) % blocks) * BLOCK;
    const all = Array.from({ length: BLOCK }, (_, index) => first + index);
    const free = await Promise.all(all.map(isFree));
    if (free.every(Boolean)) return first;
  }
  throw new Error('no free ports to be had');
}
