import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKubeRest } from '@pilothouse/embedded/kube/load';
import type { KubeRest } from '@pilothouse/embedded/kube/rest';
import { setTimeout as sleep } from 'node:timers/promises';
import { figure, type Figure } from '../figure.ts';
import { inTurn, type Keep } from '../in-turn.ts';
import { readRequests } from '../kubernetes/api-requests.ts';
import { SignedIn } from '../kubernetes/portal.ts';
import { run } from '../kubernetes/requests.ts';
import { Tab } from '../kubernetes/tabs.ts';
import { MeasuredPlatform } from '../measure/platform.ts';
import { answersOf, bind } from './answers.ts';
import { CredentialSearch, type Found } from './credentials.ts';
import { ManyItems } from './many-items.ts';
import { Ordering } from './order.ts';

const ITEMS = 200;
const INSTANCES = 1_000;
const ORDERS = 3;
const VIEWS = 100;
/** A service of the samples, beside which databases are ordered. */
const WORKLOAD = 'web';
/** What others ask differs by a few between two times of the same length. */
const MOST_REQUESTS = 10;

/** The first page of the marketplace, as it asks for it. */
const wholeList = { id: 'list', query: 'marketplace.list', input: {} };

/** Measures orders, the marketplace with many items, and where credentials get to. */
export async function marketplaceFigures(
  root: string,
  port: number,
  say: (text: string) => void,
  keep: Keep,
): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'pilothouse-bench-items-'));
  const items = await ManyItems.write(dir, ITEMS);
  const platform = await MeasuredPlatform.create(root, port);
  try {
    say('platform for the marketplace');
    await platform.start(['--config', items.config]);
    await measureOn({ platform, items, dir }, say, keep);
  } finally {
    await platform.remove();
    await rm(dir, { recursive: true, force: true });
  }
}

/**
 * Measures on a platform that is up.
 *
 * @param dir - where the browser writes its record
 */
export async function measureOn(
  {
    platform,
    items,
    dir,
  }: {
    readonly platform: MeasuredPlatform;
    readonly items: ManyItems;
    readonly dir: string;
  },
  say: (text: string) => void,
  keep: Keep,
): Promise<void> {
  const rest = loadKubeRest(join(platform.stateDir, 'kubeconfig'));
  const record = join(dir, 'browser.har');
  const portal = await SignedIn.open(platform.url, record);
  try {
    const ordering = await Ordering.of(platform, portal);
    await inTurn(
      [
        ['orders', () => orderFigures(ordering, say)],
        [
          `${ITEMS} items with ${INSTANCES} instances`,
          async () => {
            await items.fill(rest, INSTANCES);
            return pageFigures(portal, rest);
          },
        ],
        [
          'credentials where they do not belong',
          async () => {
            const of = { platform, portal, ordering, rest, record };
            const found = await findCredentials(of);
            return found.map(({ where, count }) =>
              figure(`credentials of databases in ${where}`, '', count, 0),
            );
          },
        ],
      ],
      say,
      keep,
    );
  } finally {
    await portal.close();
    rest.close();
  }
}

/** Orders, looks at and binds databases, and looks for their passwords everywhere. */
async function findCredentials({
  platform,
  portal,
  ordering,
  rest,
  record,
}: {
  readonly platform: MeasuredPlatform;
  readonly portal: SignedIn;
  readonly ordering: Ordering;
  readonly rest: KubeRest;
  readonly record: string;
}): Promise<Found[]> {
  const refs = ordering.refs();
  const [first] = refs;
  if (!first) throw new Error('nothing was ordered');
  const asked = { url: portal.url, token: await portal.token() };
  const answers = [
    ...(await bind(asked, first, WORKLOAD)),
    ...(await answersOf(asked, refs)),
  ];
  const seen = await ordering.look();
  const search = await CredentialSearch.of(rest, first.name);
  const found = [
    await search.inTexts('answers of the API', answers),
    await search.inTexts('pages and storage of the browser', seen),
    await search.inBrowser(),
  ];
  await portal.closePages();
  return [
    ...found,
    await search.inRecord('answers to the browser', record),
    await search.inPortal(platform),
    await search.inLogs(platform),
  ];
}

async function orderFigures(
  ordering: Ordering,
  say: (text: string) => void,
): Promise<Figure[]> {
  const first = await ordering.untilSql('bench-first');
  say(`the first, whose programs were fetched, took ${Math.round(first)} s`);
  let longest = 0;
  for (let order = 1; order <= ORDERS; order += 1) {
    longest = Math.max(longest, await ordering.untilSql(`bench-${order}`));
  }
  return [figure('order pressed → PostgreSQL answers SQL', 's', longest, 15)];
}

/** Requests for all views together, as a share of one request for each would be rounded away. */
export function requestsFigure({
  viewing,
  idle,
}: {
  readonly viewing: number;
  readonly idle: number;
}): Figure {
  const name = `API server requests for ${VIEWS} views of it`;
  return figure(name, '', viewing - idle, MOST_REQUESTS);
}

/** The page's data, warm, and what the API server is asked for meanwhile. */
async function pageFigures(
  portal: SignedIn,
  rest: KubeRest,
): Promise<Figure[]> {
  const token = await portal.token();
  const held = await Tab.open({ url: portal.url, token }, wholeList);
  const ask = async () => {
    const tab = await Tab.open({ url: portal.url, token }, wholeList);
    tab.close();
  };
  try {
    await run(5, 1, ask);
    const before = await readRequests(rest);
    const began = performance.now();
    const { p50 } = await run(VIEWS, 1, ask);
    const lasted = performance.now() - began;
    const after = await readRequests(rest);
    await sleep(lasted);
    // Others ask as well: what they ask in the same time counts for nobody.
    const idle = (await readRequests(rest)) - after;
    return [
      figure(`marketplace page with ${ITEMS} items`, 'ms', p50, 150),
      requestsFigure({ viewing: after - before, idle }),
    ];
  } finally {
    held.close();
  }
}
