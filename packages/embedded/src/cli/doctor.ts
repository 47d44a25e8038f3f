import { parseArgs } from 'node:util';
import { createPlatform } from '../launcher/create-platform.ts';
import { runningLauncher } from '../launcher/instance.ts';
import { adminKubeconfig } from '../platform/platform.ts';
import { readStatus, type PartStatus } from '../platform/status.ts';
import { parsePort } from './options.ts';

type Row = Omit<PartStatus, 'since'>;

const MARKS: Readonly<Record<string, string>> = { ready: '✓', failed: '✕' };

/** What to do about a part that is not up. */
function adviceFor(row: Row, running: boolean): string | undefined {
  if (!running) return 'Start the platform: npm start';
  if (row.state === 'ready') return undefined;
  if (row.advice) return row.advice;
  if (row.state === 'failed')
    return `Read ${row.logFile ?? 'its log'}, then start again`;
  return 'Wait; this is shown in the terminal of npm start as well';
}

function print(
  rows: readonly Row[],
  running: boolean,
  kubeconfig: string,
): void {
  const lines = rows.map(row => [
    MARKS[row.state] ?? '·',
    row.title,
    row.state,
    row.version,
    row.address ?? '',
  ]);
  const widths = [0, 1, 2, 3, 4].map(column =>
    Math.max(...lines.map(line => line[column]?.length ?? 0)),
  );
  lines.forEach((line, index) => {
    const row = rows[index];
    process.stdout.write(
      `${line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    );
    if (!row || row.state === 'ready') return;
    if (row.detail) process.stdout.write(`     ${row.detail}\n`);
    const advice = adviceFor(row, running);
    if (advice) process.stdout.write(`     → ${advice}\n`);
  });
  process.stdout.write(`\nkubeconfig  ${kubeconfig}\n`);
}

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
  const kubeconfig = adminKubeconfig(platform);
  if (values.json) {
    const answer = { running, updatedAt: status?.updatedAt, kubeconfig, parts };
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  } else if (parts.length === 0) {
    process.stdout.write(
      `Nothing was started on port ${port} yet. Start it: npm start\n`,
    );
  } else {
    print(parts, running, kubeconfig);
  }
  const good = running && parts.every(part => part.state === 'ready');
  process.exitCode = good ? 0 : 1;
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
