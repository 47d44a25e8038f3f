import { text } from 'node:stream/consumers';
import { createPlatform } from './create-platform.ts';
import { endLeftovers } from './instance.ts';
import { stopDetached } from './parts.ts';

const [, , stateDir = '', port = ''] = process.argv;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {});
}

const lastWord = await text(process.stdin).catch(() => '');
if (lastWord !== 'dismissed') {
  const platform = createPlatform({ port: Number(port), stateDir });
  await endLeftovers(stateDir);
  await stopDetached(platform);
}
