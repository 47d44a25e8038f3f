import { text } from 'node:stream/consumers';

const [, , stateDir = '', port = ''] = process.argv;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {});
}

const lastWord = await text(process.stdin).catch(() => '');
if (lastWord !== 'dismissed') {
  // Loaded only now: a process that waits for days should not hold all of it.
  const [{ createPlatform }, { endLeftovers }, { stopDetached }] =
    await Promise.all([
      import('./create-platform.ts'),
      import('./instance.ts'),
      import('./parts.ts'),
    ]);
  const platform = createPlatform({ port: Number(port), stateDir });
  await endLeftovers(stateDir);
  await stopDetached(platform);
}
