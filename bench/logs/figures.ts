import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { KubeRest } from '@pilothouse/embedded/kube/rest';
import { createPlatform } from '@pilothouse/embedded/create-platform';
import { kubectlPath } from '@pilothouse/embedded/kubectl';
import { atLeast, figure, median, type Figure } from '../figure.ts';
import { SignedIn } from '../kubernetes/portal.ts';
import { createNamespace } from '../kubernetes/scale.ts';
import type { MeasuredPlatform } from '../measure/platform.ts';
import {
  onePrinter,
  PODS,
  PRINTERS,
  startPrinters,
  stopPrinters,
} from './printers.ts';
import { LineCount, tail } from './tail.ts';

const TURNS = 15;
const COUNT_MS = 20_000;

interface Reader {
  readonly url: string;
  readonly token: string;
}

/** How fast the logs of process pods come through the portal. */
export async function logFigures(
  platform: MeasuredPlatform,
  rest: KubeRest,
  say: (text: string) => void,
): Promise<Figure[]> {
  say(`logs of ${PODS} pods`);
  await createNamespace(rest, PRINTERS.namespace);
  await startPrinters(rest);
  const portal = await SignedIn.open(platform.url);
  try {
    const reader = { url: portal.url, token: await portal.token() };
    const first = await firstLines(platform, rest, reader);
    const count = await countLines(reader);
    return [
      figure(
        'first line of a log tail, against kubectl logs',
        '×',
        first.ours / first.kubectl,
        1.3,
        1,
      ),
      atLeast(
        `log lines from ${PODS} pods to one reader`,
        'lines/s',
        count.perSecond,
        10_000,
      ),
      figure('of these lost or told twice', 'lines', count.wrong, 0),
    ];
  } finally {
    await portal.close();
    await stopPrinters(rest);
  }
}

/** Medians in milliseconds, taken in turns. */
async function firstLines(
  platform: MeasuredPlatform,
  rest: KubeRest,
  reader: Reader,
): Promise<{ ours: number; kubectl: number }> {
  const pod = await onePrinter(rest);
  const local = createPlatform({
    port: platform.port,
    stateDir: platform.stateDir,
  });
  const program = await kubectlPath(local);
  const kubeconfig = join(platform.stateDir, 'kubeconfig');
  const ours: number[] = [];
  const kubectl: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    ours.push(await firstTold(reader, pod));
    kubectl.push(await firstPrinted(program, kubeconfig, pod));
  }
  return { ours: median(ours), kubectl: median(kubectl) };
}

async function firstTold(reader: Reader, pod: string): Promise<number> {
  const end = new AbortController();
  const began = performance.now();
  try {
    const wanted = { pods: [pod], tailLines: 10 };
    for await (const lines of tail(reader, wanted, end.signal)) {
      if (lines.length > 0) return performance.now() - began;
    }
    throw new Error('the tail ended without a line');
  } finally {
    end.abort();
  }
}

async function firstPrinted(
  program: string,
  kubeconfig: string,
  pod: string,
): Promise<number> {
  const began = performance.now();
  const child = spawn(
    program,
    ['logs', '--follow', '--tail=10', '-n', PRINTERS.namespace, pod],
    {
      env: { ...process.env, KUBECONFIG: kubeconfig },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  try {
    await once(child.stdout, 'data', { signal: AbortSignal.timeout(30_000) });
    return performance.now() - began;
  } finally {
    child.kill();
  }
}

/** Follows all pods for a while once it is up with them. */
async function countLines(
  reader: Reader,
): Promise<{ perSecond: number; wrong: number }> {
  const end = new AbortController();
  const count = new LineCount();
  let began = 0;
  let before = 0;
  for await (const lines of tail(reader, { tailLines: 1 }, end.signal)) {
    count.add(lines);
    const now = performance.now();
    if (began === 0) {
      began = now;
      before = count.told;
    } else if (now - began >= COUNT_MS) {
      const perSecond = ((count.told - before) * 1000) / (now - began);
      return { perSecond, wrong: count.wrong };
    }
  }
  throw new Error('the tail ended while its lines were counted');
}
