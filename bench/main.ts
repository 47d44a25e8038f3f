import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { figure, table, type Figure } from './figure.ts';
import { kubernetesFigures } from './kubernetes/figures.ts';
import { coldStart } from './measure/cold.ts';
import { firstPage } from './measure/first-page.ts';
import { MeasuredPlatform } from './measure/platform.ts';
import { PodBench } from './measure/pods.ts';
import { residentMiB } from './measure/processes.ts';

const root = resolve(import.meta.dirname, '..');
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

async function coldFigures(wanted: boolean): Promise<Figure[]> {
  if (wanted) say('cold start in a fresh clone, every cache empty');
  const cold = wanted ? await coldStart(root, PORT) : undefined;
  const minutes = (seconds?: number) => seconds && seconds / 60;
  return [
    figure('cold start, portal usable', 'min', minutes(cold?.usable), 10),
    figure('cold start, everything up', 'min', minutes(cold?.complete), 15),
  ];
}

const { values } = parseArgs({
  options: {
    cold: { type: 'boolean' },
    only: { type: 'string' },
  },
});
const wanted = (name: string) => !values.only || values.only === name;
const figures = [
  ...(wanted('platform')
    ? [...(await coldFigures(values.cold ?? false)), ...(await warmFigures())]
    : []),
  ...(wanted('kubernetes') ? await kubernetesFigures(root, PORT, say) : []),
];
const results = join(root, 'bench/results');
await mkdir(results, { recursive: true });
await writeFile(
  join(results, 'latest.json'),
  `${JSON.stringify({ figures }, null, 2)}\n`,
);
process.stdout.write(`${table(figures)}\n`);
