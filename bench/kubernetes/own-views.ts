import type { KubeRest } from '@pilothouse/embedded/kube/rest';
import type { Page } from '@playwright/test';
import { median } from '../figure.ts';
import { HttpClient } from './http-client.ts';
import type { SignedIn } from './portal.ts';
import { run } from './requests.ts';
import { serviceAt } from './scale.ts';
import { allServices, Tab } from './tabs.ts';

const VIEWS = 1_000;
const TURNS = 10;
const LOADS = 5;

/** Medians in milliseconds. */
export interface OwnView {
  /** Our Deployments view of one service. */
  readonly view: number;
  /** One direct LIST of that service's pods. */
  readonly list: number;
}

/** Measures our own views and, in turns, the list that they are compared with. */
export async function measureOwnView(
  portal: SignedIn,
  rest: KubeRest,
  services: number,
): Promise<OwnView> {
  const token = await portal.token();
  const client = new HttpClient();
  const view = async (index: number) => {
    const { name } = serviceAt(index % services);
    const url = new URL('/api/platform/deployments', portal.url);
    url.searchParams.set('entityRef', `component:default/${name}`);
    // Read, as the answer to the LIST is.
    JSON.parse((await client.load(url, { token })).toString());
  };
  const list = async (index: number) => {
    const { name, namespace } = serviceAt(index % services);
    await rest.json(`/api/v1/namespaces/${namespace}/pods`, {
      query: { labelSelector: `backstage.io/kubernetes-id=${name}` },
    });
  };
  try {
    await run(100, 4, view);
    await run(50, 4, list);
    const views: number[] = [];
    const lists: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      views.push((await run(VIEWS / TURNS, 1, view)).p50);
      lists.push((await run(VIEWS / TURNS, 1, list)).p50);
    }
    return { view: median(views), list: median(lists) };
  } finally {
    client.close();
  }
}

/**
 * How long the Services page takes, warm: until the connection that it opens has told all
 * rows, and until they are on screen.
 */
export async function measureServicesPage(
  portal: SignedIn,
): Promise<{ dataMs: number; screenMs: number }> {
  const token = await portal.token();
  const ask = async () => {
    const tab = await Tab.open({ url: portal.url, token }, allServices);
    tab.close();
  };
  await run(3, 1, ask);
  const { p50: dataMs } = await run(20, 1, ask);
  const screens: number[] = [];
  for (let load = 0; load < LOADS; load += 1) {
    screens.push(await rowsOnScreen(portal.page));
  }
  return { dataMs, screenMs: median(screens) };
}

/** From the click on the link to the first rows, coming from a page that shows no services. */
async function rowsOnScreen(page: Page): Promise<number> {
  await page.goto('/catalog');
  const link = page.getByRole('link', { name: 'Services', exact: true });
  await link.first().waitFor();
  const began = performance.now();
  await link.first().click();
  await page
    .getByRole('rowheader')
    .filter({ hasText: /^svc-/ })
    .first()
    .waitFor();
  return performance.now() - began;
}
