import { fireEvent, screen, waitFor } from '@testing-library/react';
import type { Drafts } from '@pilothouse/plugin-platform-common';
import {
  at,
  cluster,
  form,
  instance,
  marketplace,
  portal,
  preview,
  refused,
} from '../__testUtils__/scene';

const texts = {
  en: {
    link: 'Publish items',
    draft: 'Draft an item of TeaPot',
    statusless: /It has no status/,
    state: 'Setting up the primary',
    fault: 'Line 3',
    notWatched: /The portal may not watch this kind/,
    publish: 'Publish PostgreSQL',
    some: 'Some teams',
    withdraw: 'Withdraw PostgreSQL',
    denied: 'You may not see what can be ordered',
    none: /its status has neither conditions nor a phase/,
    place: 'Namespace',
    try: 'Try an order',
    creates: /Creates Cluster/,
    failed: 'It was not done',
  },
  zh: {
    link: '发布中间件',
    draft: '为 TeaPot 生成草稿',
    statusless: /没有 status/,
    state: '正在创建主库',
    fault: '第 3 行',
    notWatched: /门户无权在此监视这种类型/,
    publish: '发布 PostgreSQL',
    some: '部分团队',
    withdraw: '下架 PostgreSQL',
    denied: '您没有权限查看可订购的中间件',
    none: /既没有 conditions 也没有 phase/,
    place: '命名空间',
    try: '试订',
    creates: /创建 Cluster/,
    failed: '操作未完成',
  },
};

const kind = { group: 'tea.example.com', plural: 'teapots', kind: 'TeaPot' };
const drafts: Drafts = {
  clusters: [cluster],
  pending: [],
  candidates: {
    a: {
      ...kind,
      clusters: [{ cluster: 'east', version: 'v1' }],
      verdict: { kind: 'draftable' },
    },
    b: {
      ...kind,
      plural: 'cups',
      kind: 'Cup',
      clusters: [{ cluster: 'east', version: 'v1' }],
      verdict: { kind: 'none', because: 'no-status' },
    },
  },
  published: {},
  tenants: ['payments', 'shop'],
};
const published = {
  name: 'postgresql',
  title: 'PostgreSQL',
  state: 'published',
  revision: 4,
  by: 'user:default/sofia.rossi',
  at,
} as const;
const meaning = {
  form,
  others: ['advanced'],
  living: [instance],
  isMore: false,
  rights: { portalMayWatch: false, manifest: 'kind: ClusterRole\n' },
  configured: [],
};
const draftPage = '/marketplace/drafts/east/tea.example.com/teapots';
const drafted = {
  'drafts/draft': () => ({ kind: 'draft', text: 'name: postgresql\n' }),
};

describe.each(['en', 'zh'] as const)('in %s', language => {
  const say = texts[language];
  const open = (
    path: string,
    answers: NonNullable<Parameters<typeof portal>[2]> = {},
  ) => {
    const opened = portal(language, path, answers);
    opened.streams.show('marketplace.drafts', drafts);
    return opened;
  };

  it.each([
    [true, 1],
    [false, 0],
  ])('shows the way there to whom may publish (%s)', async (allowed, count) => {
    const { streams, asked } = portal(language, '/marketplace', {
      'drafts/ability': () => ({
        publish: allowed
          ? { allowed }
          : { allowed, because: { kind: 'not-permitted' } },
      }),
    });
    streams.show('marketplace.list', marketplace);
    await waitFor(() =>
      expect(asked.map(([name]) => name)).toContain('drafts/ability'),
    );
    const links = () => screen.queryAllByRole('button', { name: say.link });
    await waitFor(() => expect(links()).toHaveLength(count));
  });

  it('lists what can be drafted, and why other kinds cannot', async () => {
    open('/marketplace/drafts');
    expect(
      await screen.findByRole('link', { name: say.draft }),
    ).toHaveAttribute('href', draftPage);
    expect(screen.getByText(say.statusless)).toBeInTheDocument();
  });

  it('tells whom may not publish that they may not', async () => {
    const { streams } = portal(language, '/marketplace/drafts');
    streams.fail('marketplace.drafts', 'NotAllowedError', 'not for you');
    expect(await screen.findByText(say.denied)).toBeInTheDocument();
  });

  it('shows a draft with what it means, tries it, and publishes it to some', async () => {
    const { asked } = open(draftPage, {
      ...drafted,
      'drafts/check': () => ({ faults: [], meaning }),
      'drafts/try': () => preview,
      'drafts/publish': () => published,
    });
    expect(await screen.findByText(say.state)).toBeInTheDocument();
    expect(screen.getByText(say.notWatched)).toBeInTheDocument();
    expect(screen.getByText(/advanced/)).toBeInTheDocument();

    fireEvent.mouseDown(screen.getByLabelText(say.place));
    fireEvent.click(await screen.findByRole('option', { name: 'shop-dev' }));
    fireEvent.click(screen.getByRole('button', { name: say.try }));
    expect(await screen.findByText(say.creates)).toBeInTheDocument();

    const publish = screen.getByRole('button', { name: say.publish });
    fireEvent.click(screen.getByRole('radio', { name: say.some }));
    expect(publish).toBeDisabled();
    fireEvent.click(screen.getByRole('checkbox', { name: 'shop' }));
    fireEvent.click(publish);
    await waitFor(() =>
      expect(asked).toContainEqual([
        'drafts/publish',
        { text: 'name: postgresql\n', cluster: 'east', tenants: ['shop'] },
      ]),
    );
  });

  it('names the lines of what is wrong, and does not publish it', async () => {
    open(draftPage, {
      ...drafted,
      'drafts/check': () => ({
        faults: [{ line: 3, field: 'kind', message: 'is none' }],
        meaning,
      }),
    });
    expect(
      await screen.findByRole('button', { name: say.fault }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: say.publish })).toBeDisabled();
  });

  it('says why there is no draft', async () => {
    open(draftPage, {
      'drafts/draft': () => ({ kind: 'none', because: 'no-readiness' }),
    });
    expect(await screen.findByText(say.none)).toBeInTheDocument();
  });

  it('withdraws what was looked at, and says when somebody was faster', async () => {
    const { asked } = open('/marketplace/published/postgresql', {
      'drafts/published': () => ({ ...published, text: 'name: postgresql\n' }),
      'drafts/check': () => ({ faults: [], meaning }),
      'drafts/withdraw': () => refused(409, 'ConflictError', 'meanwhile'),
    });
    const withdraw = await screen.findByRole('button', { name: say.withdraw });
    fireEvent.click(withdraw);
    await waitFor(() =>
      expect(asked).toContainEqual([
        'drafts/withdraw',
        { name: 'postgresql', revision: 4 },
      ]),
    );
    expect(await screen.findByText(say.failed)).toBeInTheDocument();
  });
});
