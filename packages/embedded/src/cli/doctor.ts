import { parseArgs } from 'node:util';
import { createPlatform } from '../launcher/create-platform.ts';
import { runningLauncher } from '../launcher/instance.ts';
import { adminKubeconfig } from '../platform/platform.ts';
import { readStatus } from '../platform/status.ts';
import { adviceFor, reportOf } from './doctor-report.ts';
import { parsePort } from './options.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, json: { type: 'boolean' } },
  });
  const port = parsePort(values.port);
  const platform = createPlatform({ port });
  const running = (await runningLauncher(platform.stateDir)) !== undefined;
  const status = await readStatus(platform.stateDir);
  const parts = (status?.parts ?? []).map(row => ({
    ...row,
    state: running ? row.state : ('stopped' as const),
    advice: adviceFor(row, running),
  }));
  const kubeconfig = status?.kubeconfig ?? adminKubeconfig(platform);
  if (values.json) {
    const answer = { running, updatedAt: status?.updatedAt, kubeconfig, parts };
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  } else if (parts.length === 0) {
    process.stdout.write(
      `Nothing was started on port ${port} yet. Start it: npm start\n`,
    );
  } else {
    const lines = [...reportOf(parts), '', `kubeconfig  ${kubeconfig}`];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  const good = running && parts.every(part => part.state === 'ready');
  process.exitCode = good ? 0 : 1;
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
