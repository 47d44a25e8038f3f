import type { Revision } from '@pilothouse/plugin-platform-common';
import { screen, waitFor } from '@testing-library/react';
import {
  ago,
  deploymentsOf,
  failing,
  live,
  placement,
} from '../__testUtils__/fixtures';
import { Portal } from '../__testUtils__/portal';

/** The lines of the headline's causes. */
async function lines() {
  await screen.findByRole('heading', { name: 'prod' });
  const items = await screen.findAllByRole('listitem');
  return items.flatMap(item =>
    [...item.querySelectorAll('p')].map(line => line.textContent),
  );
}

type Told = Pick<Revision, 'ready' | 'everReady' | 'currentSince'>;

/** The failing placement, with what is told of its current revision. */
function failingWith(told: Told) {
  const shown = failing();
  return {
    ...shown,
    revisions: shown.revisions.map(one =>
      one.current ? { ...one, ...told } : one,
    ),
  };
}

it.each<['en' | 'zh', string, Told, RegExp]>([
  [
    'en',
    'runs, and since when',
    { ready: 1, currentSince: ago(5) },
    /^Deployed 5 min\. ago and running: 2\.0\.3$/,
  ],
  ['en', 'runs', { ready: 1 }, /^Running now: 2\.0\.3$/],
  [
    'en',
    'is not ready, and since when it is the current one',
    { ready: 0, everReady: true, currentSince: ago(5) },
    /^Deployed 5 min\. ago and not ready: 2\.0\.3$/,
  ],
  ['en', 'is not ready', { ready: 0 }, /^Not ready: 2\.0\.3$/],
  [
    'en',
    'never ran, and since when it is the current one',
    { ready: 0, everReady: false, currentSince: ago(5) },
    /^Deployed 5 min\. ago and never ready since: 2\.0\.3$/,
  ],
  [
    'en',
    'never ran',
    { ready: 0, everReady: false },
    /^Never ready so far: 2\.0\.3$/,
  ],
  [
    'zh',
    'runs, and since when',
    { ready: 1, currentSince: ago(5) },
    /^5 ?分钟前开始运行：2\.0\.3$/,
  ],
  ['zh', 'runs', { ready: 1 }, /^正在运行：2\.0\.3$/],
  [
    'zh',
    'never ran, and since when it is the current one',
    { ready: 0, everReady: false, currentSince: ago(5) },
    /^5 ?分钟前发布，至今从未就绪：2\.0\.3$/,
  ],
  ['zh', 'is not ready', { ready: 0 }, /^目前未就绪：2\.0\.3$/],
])(
  'in %s says that the current revision %s',
  async (language, _, told, line) => {
    const portal = new Portal();
    portal.show(deploymentsOf([live('east')], failingWith(told)));
    portal.open(language);
    expect(await lines()).toContainEqual(expect.stringMatching(line));
  },
);

it.each<['en' | 'zh', string, Partial<Revision>, string]>([
  ['en', 'still serves', { ready: 3 }, 'Last good one, still serving: 2.0.2'],
  [
    'en',
    'once ran',
    { ready: 0, everReady: true },
    'The last one that was ready: 2.0.2',
  ],
  [
    'en',
    'may never have run, and when it was made',
    { ready: 0, createdAt: ago(5) },
    'The one before, created 5 min. ago: 2.0.2. Its pods are gone, and the cluster does not tell whether they were ready.',
  ],
  [
    'en',
    'may never have run',
    { ready: 0, createdAt: undefined },
    'The one before: 2.0.2. Its pods are gone, and the cluster does not tell whether they were ready.',
  ],
  [
    'zh',
    'may never have run, and when it was made',
    { ready: 0, createdAt: ago(5) },
    '上一个修订版本（创建于 5 分钟前）：2.0.2。它的 Pod 已不存在，集群没有记录它们是否曾经就绪。',
  ],
])('in %s says of the way back that it %s', async (language, _, told, line) => {
  const shown = failing();
  const portal = new Portal();
  portal.show(
    deploymentsOf([live('east')], {
      ...shown,
      revisions: shown.revisions.map(one =>
        one.revision === 2 ? { ...one, ...told } : one,
      ),
    }),
  );
  portal.open(language);
  expect(await lines()).toContain(line);
});

it.each([
  ['en', 'Scaled to zero: nothing runs', 'Healthy'],
  ['zh', '已缩容到 0：没有实例在运行', '健康'],
] as const)(
  'in %s says of a workload of no replicas: %s',
  async (language, said, unsaid) => {
    const counts = { current: 0, updated: 0, ready: 0, available: 0 };
    const portal = new Portal();
    portal.show(
      deploymentsOf(
        [live('east')],
        placement('prod', 'east', { replicas: { desired: 0, ...counts } }),
      ),
    );
    portal.open(language);
    const heading = await screen.findByRole('heading', { name: 'prod' });
    expect(heading.parentElement).toHaveTextContent(said);
    expect(heading.parentElement).not.toHaveTextContent(unsaid);
  },
);

it.each([
  ['failed', 'failed', []],
  ['failed', 'degraded', ['degraded']],
  ['progressing', 'degraded', []],
] as const)(
  'of what is %s with a cause that makes it %s, tells no other state but: %s',
  async (status, severity, others) => {
    const shown = failing();
    const causes = shown.causes.map(cause => ({ ...cause, severity }));
    const portal = new Portal();
    portal.show(deploymentsOf([live('east')], { ...shown, status, causes }));
    portal.open('en');
    const heading = await screen.findByRole('heading', { name: 'prod' });
    const list = heading.parentElement?.parentElement?.querySelector('ul');
    const told = [...(list?.querySelectorAll('[data-status]') ?? [])];
    expect(told.map(label => label.getAttribute('data-status'))).toEqual(
      others,
    );
  },
);

it('tells no cause that no longer holds, where there are several of a kind', async () => {
  const overlap = (service: string) => ({
    severity: 'degraded' as const,
    pods: 1,
    facts: { kind: 'service-overlap' as const, service, workloads: ['other'] },
  });
  const shown = failing();
  const portal = new Portal();
  const tell = (causes: typeof shown.causes) =>
    portal.show(deploymentsOf([live('east')], { ...shown, causes }));
  const told = () =>
    screen
      .getByRole('heading', { name: 'prod' })
      .parentElement!.parentElement!.querySelectorAll('ul > li').length;
  tell([overlap('web'), overlap('web-metrics')]);
  portal.open('en');
  await screen.findByRole('heading', { name: 'prod' });
  expect(told()).toBe(2);
  tell([...shown.causes, overlap('web'), overlap('web-metrics')]);
  await waitFor(() => expect(told()).toBe(3));
  tell(shown.causes);
  await waitFor(() => expect(told()).toBe(1));
});

it('calls its cluster by its title', async () => {
  const portal = new Portal();
  portal.show(
    deploymentsOf(
      [{ ...live('east'), title: 'East' }],
      placement('prod', 'east'),
    ),
  );
  portal.open('en');
  expect(
    await screen.findByText('Deployment East/shop-prod/payments'),
  ).toBeInTheDocument();
});
