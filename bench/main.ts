import { join, resolve } from 'node:path';
import { inspect, parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { deliveryFigures } from './delivery/figures.ts';
import { figure, table, type Figure } from './figure.ts';
import { kubernetesFigures } from './kubernetes/figures.ts';
import { coldStart } from './measure/cold.ts';
import { firstPage } from './measure/first-page.ts';
import { marketplaceFigures } from './marketplace/figures.ts';
import { MeasuredPlatform } from './measure/platform.ts';
import { PodBench } from './measure/pods.ts';
import { residentMiB } from './measure/processes.ts';
import { merge, readFigures, writeFigures } from './results.ts';

const root = resolve(import.meta.dirname, '..');
const LATEST = join(root, 'bench/results/latest.json');
const PORT = 19_007;
const SETTLE_MS = 60_000;

const say = (text: string) => process.stderr.write(`${text}\n`);

async function warmFigures(): Promise<Figure[]> {
  const platform = await MeasuredPlatform.create(root, PORT);
  try {
    say('first start, to make the state');
    await platform.start();
    await platform.stop();
    say('warm start');
    const warm = await platform.start();
    await sleep(SETTLE_MS);
    const memory = residentMiB(platform.stateDir);
    say('first page');
    const page = await firstPage(platform.url);
    say('pods');
    const pods = new PodBench(platform);
    await pods.open();
    const answering = await pods.createdToAnswering(15);
    const idle = await pods.agentWhenIdle(50, 60);
    await pods.close();
    return [
      figure('warm start to ready', 's', warm.usable, 30),
      figure('memory of everything, samples running', 'GiB', memory / 1024, 3),
      figure('first page, transferred', 'MB', page.megabytes, 0.9, 1.15),
      figure('first page, requests', '', page.requests, 77, 77),
      figure('pod created → process answering', 's', answering / 1000, 2),
      figure('node agent with 50 idle pods', '% of a core', idle, 2),
    ];
  } finally {
    await platform.remove();
  }
}

async function coldFigures(): Promise<Figure[]> {
  say('cold start in a fresh clone, every cache empty');
  const { usable, complete } = await coldStart(root, PORT);
  return [
    figure('cold start, portal usable', 'min', usable / 60, 10),
    figure('cold start, everything up', 'min', complete / 60, 15),
  ];
}

/** What is measured together; each group brings up and removes what it needs. */
const GROUPS: Readonly<Record<string, () => Promise<void>>> = {
  cold: async () => keep(await coldFigures()),
  platform: async () => keep(await warmFigures()),
  kubernetes: () => kubernetesFigures(root, PORT, say, keep),
  delivery: () => deliveryFigures(root, PORT, say, keep),
  marketplace: () => marketplaceFigures(root, PORT, say, keep),
};

async function keep(measured: readonly Figure[]): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  await writeFigures(LATEST, merge(await readFigures(LATEST), measured, today));
}

/** The groups that were asked for: all but the cold start, which takes ten minutes, by default. */
function wantedGroups(): string[] {
  const { values } = parseArgs({
    options: {
      cold: { type: 'boolean', default: false },
      only: { type: 'string' },
    },
  });
  if (values.only !== undefined) {
    if (Object.hasOwn(GROUPS, values.only)) return [values.only];
    const names = Object.keys(GROUPS).join(', ');
    throw new Error(`--only names one of: ${names}; not ${values.only}`);
  }
  return Object.keys(GROUPS).filter(name => name !== 'cold' || values.cold);
}

async function main(): Promise<void> {
  const groups = wantedGroups();
  for (const name of groups) {
    try {
      await GROUPS[name]?.();
    } catch (error) {
      // One group's failure must not cost what the others measure.
      say(`${name} could not be measured: ${inspect(error)}`);
      process.exitCode = 1;
    }
  }
  process.stdout.write(`${table(await readFigures(LATEST))}\n`);
}

try {
  await main();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
