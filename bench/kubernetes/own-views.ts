import type { KubeRest } from '@pilothouse/embedded/src/kube/rest.ts';
import type { SignedIn } from './portal.ts';
import { run } from './requests.ts';
import { serviceAt } from './scale.ts';

const VIEWS = 300;

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
  const view = async (index: number) => {
    const { name } = serviceAt(index % services);
    const ref = encodeURIComponent(`component:default/${name}`);
    await portal.get(`/deployments?entityRef=${ref}`, token);
  };
  const list = async (index: number) => {
    const { name, namespace } = serviceAt(index % services);
    await rest.json(`/api/v1/namespaces/${namespace}/pods`, {
      query: { labelSelector: `backstage.io/kubernetes-id=${name}` },
    });
  };
  await run(100, 4, view);
  await run(50, 4, list);
  const views = await run(VIEWS, 1, view);
  const lists = await run(VIEWS, 1, list);
  return { view: views.p50, list: lists.p50 };
}

/** How long the Services page takes, warm: its data, and until its rows are on screen. */
export async function measureServicesPage(
  portal: SignedIn,
): Promise<{ dataMs: number; screenMs: number }> {
  const token = await portal.token();
  const ask = () => portal.get('/services', token).then(() => undefined);
  await run(3, 1, ask);
  const { p50: dataMs } = await run(20, 1, ask);
  const { page } = portal;
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const began = performance.now();
  await page
    .getByRole('link', { name: 'Services', exact: true })
    .first()
    .click();
  await page.getByText(serviceAt(0).name, { exact: true }).first().waitFor();
  return { dataMs, screenMs: performance.now() - began };
}
