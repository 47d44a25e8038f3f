import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ciServerEndpoints } from '@pilothouse/embedded/ci-server';
import { createPlatform } from '@pilothouse/embedded/create-platform';
import { loadKubeRest } from '@pilothouse/embedded/kube/load';
import { stringify } from 'yaml';
import { atLeast, figure } from '../figure.ts';
import { inTurn, type Keep, type Step } from '../in-turn.ts';
import { SignedIn } from '../kubernetes/portal.ts';
import { MeasuredPlatform } from '../measure/platform.ts';
import { CountingProxy } from './counting-proxy.ts';
import { Creation } from './creation.ts';
import { BUILDS, growBuilds, LISTED, pageOfRuns } from './many-runs.ts';
import { pushToStarted } from './pushes.ts';
import { raiseQuota } from './quota.ts';

const CREATION_MS = 600_000;
const AT_ONCE = 20;
/** Two executors take their pipelines one after the other. */
const AT_ONCE_MS = 3_600_000;
const PUSHES = 5;
/** Created first, so that the caches of packages are warm for the next. */
const FIRST = 'bench-first';
const SECOND = 'bench-second';

type Say = (text: string) => void;

/** Measures the way from a template to a running service, and pages of pipeline runs. */
export async function deliveryFigures(
  root: string,
  port: number,
  say: Say,
  keep: Keep,
): Promise<void> {
  const platform = await MeasuredPlatform.create(root, port);
  try {
    say('platform for the delivery');
    await platform.start();
    const portal = await SignedIn.open(platform.url);
    try {
      await inTurn(creationSteps(platform, portal, say), say, keep);
    } finally {
      await portal.close();
    }
    await platform.stop();
    await keep(await runsFigures(platform, say));
  } finally {
    await platform.remove();
  }
}

function creationSteps(
  { port, stateDir }: MeasuredPlatform,
  portal: SignedIn,
  say: Say,
): Step[] {
  const local = createPlatform({ port, stateDir });
  const create = async (name: string) => {
    const creation = await Creation.press(portal, name);
    const address = `http://${name}-dev.localhost:${local.addresses.ingress}/healthz`;
    const seconds = await creation.untilAnswered(address, CREATION_MS);
    const how = await creation.ended(CREATION_MS);
    if (how !== 'completed') throw new Error(`${name} is ${how}`);
    return seconds;
  };
  return [
    [
      'a service, with warm caches',
      async () => {
        say(`the first took ${Math.round(await create(FIRST))} s`);
        const seconds = await create(SECOND);
        return [
          figure(
            'Create pressed → first 200 of the service',
            's',
            seconds,
            120,
          ),
        ];
      },
    ],
    [
      'pushes',
      async () => {
        const seconds = await pushToStarted(local, SECOND, PUSHES);
        return [figure('push → pipeline started', 's', seconds, 5)];
      },
    ],
    [
      `${AT_ONCE} services at once`,
      async () => {
        const rest = loadKubeRest(join(stateDir, 'kubeconfig'));
        await raiseQuota(rest, 'shop-dev').finally(() => rest.close());
        return [
          atLeast(
            `of ${AT_ONCE} services created at once, succeeded`,
            '',
            await createdAtOnce(portal, say),
            AT_ONCE,
          ),
        ];
      },
    ],
  ];
}

async function createdAtOnce(portal: SignedIn, say: Say): Promise<number> {
  const ends = await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, index) => {
      try {
        const creation = await Creation.press(portal, `bench-${index}`);
        return await creation.ended(AT_ONCE_MS);
      } catch (error) {
        say(String(error));
        return 'failed';
      }
    }),
  );
  return ends.filter(end => end === 'completed').length;
}

/** Starts the platform again with a CI server that has many builds, asked through a counter. */
async function runsFigures(platform: MeasuredPlatform, say: Say) {
  const { port, stateDir } = platform;
  say(`${BUILDS} builds`);
  await growBuilds(join(stateDir, 'ci-server'), FIRST);
  const local = createPlatform({ port, stateDir });
  const proxy = await CountingProxy.before(ciServerEndpoints(local).url);
  const dir = await mkdtemp(join(tmpdir(), 'pilothouse-bench-delivery-'));
  try {
    const config = join(dir, 'app-config.yaml');
    await writeFile(
      config,
      stringify({ pilothouse: { jenkins: { baseUrl: proxy.url } } }),
    );
    await platform.start(['--config', config]);
    const portal = await SignedIn.open(platform.url);
    try {
      const { ms, requests } = await pageOfRuns(portal, proxy, FIRST);
      const page = `page of ${LISTED} runs, of ${BUILDS}`;
      return [
        figure(page, 'ms', ms, 300),
        figure('the same, requests to the CI server', '', requests, 2),
      ];
    } finally {
      await portal.close();
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
    await proxy.close();
  }
}
