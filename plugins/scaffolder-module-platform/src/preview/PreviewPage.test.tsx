import { fetchApiRef } from '@backstage/frontend-plugin-api';
import type { CreationPreview } from '@pilothouse/plugin-platform-common';
import {
  renderIn,
  type TestLanguage,
} from '@pilothouse/plugin-platform-react/testing';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PreviewPage } from './PreviewPage';

const fine: CreationPreview = {
  name: 'orders',
  files: [
    { path: 'README.md', bytes: 9, text: '# orders\n' },
    { path: 'logo.png', bytes: 4000 },
  ],
  objects: [
    { system: 'git', kind: 'Repository', name: 'shop/orders', where: 'git' },
    { system: 'catalog', kind: 'System', name: 'tea', where: 'default' },
    {
      system: 'kubernetes',
      kind: 'Deployment',
      name: 'orders',
      where: 'east/shop-dev',
      environment: 'dev',
    },
  ],
  checks: [
    { check: 'name', ok: true, message: '' },
    {
      check: 'quota',
      ok: true,
      message: '',
      environment: 'dev',
      cluster: 'east',
      namespace: 'shop-dev',
      amounts: [
        { quota: 'q', resource: 'pods', most: 9000, used: 2000, wanted: 1000 },
      ],
    },
  ],
  orders: [],
};

const against: CreationPreview = {
  ...fine,
  checks: [
    {
      check: 'free',
      ok: false,
      message: 'there is the repository',
      system: 'git',
      name: 'shop/orders',
      found: 'taken',
    },
    {
      check: 'quota',
      ok: false,
      message: 'has 0 of 9 pods left',
      environment: 'dev',
      cluster: 'east',
      namespace: 'shop-dev',
      amounts: [
        { quota: 'q', resource: 'pods', most: 9000, used: 9000, wanted: 1000 },
      ],
    },
  ],
};

const order = { environment: 'dev', name: 'orders-db' };

const refused: CreationPreview = {
  ...fine,
  checks: [
    {
      ...{ check: 'middleware', ok: false, found: 'refused', ...order },
      message: 'orders-db cannot be ordered for dev: spec.instances must be',
      refusal: {
        kind: 'limits',
        exceeded: [
          { kind: 'field', bound: { field: 'instances', most: 1 }, is: '3' },
        ],
        names: {
          fields: [{ path: ['instances'], title: { en: 'Size', zh: '规模' } }],
          plans: [],
        },
      },
    },
    {
      ...{ check: 'middleware', ok: false, found: 'refused', ...order },
      message: 'orders-db cannot be ordered for dev: storage class is unknown',
      refusal: { kind: 'not-taken' },
    },
  ],
};

const words = {
  en: {
    fine: 'Ready: orders can be created',
    against: '2 things are in the way of orders',
    repository: 'Repository',
    quotas: 'Quotas',
    shared: 'Once for all environments',
    inDev: 'In dev',
    files: '2 files in the repository',
    notShown: 'Not shown: no text, or too long.',
    amount: '2 + 1 of 9',
    tooSmall: /too small$/,
    forRollout: /^1 pod of these is needed only while the service is bound/,
    taken: 'shop/orders is taken in git: choose another name',
    limits:
      'orders-db goes over the limits of the platform in dev: Size: at most 1, not 3',
    notTaken:
      'The order of orders-db for dev is refused as it is entered: the details say what to change',
    checks: 'Checked',
    costs: 'Cost',
    cost: 'PostgreSQL orders-db in dev: €7.50 a month',
    part: 'requests.memory, 512Mi: €5.00',
    failed: 'What would come to be could not be found out',
    again: 'Try again',
  },
  zh: {
    fine: '一切就绪，可以创建 orders',
    against: '有 2 个问题，暂时无法创建 orders',
    repository: '代码仓库',
    quotas: '配额',
    shared: '所有环境共用',
    inDev: 'dev 环境',
    files: '代码仓库中的 2 个文件',
    notShown: '不显示：不是文本，或内容过长。',
    amount: '2 + 1，共 9',
    tooSmall: /不足$/,
    forRollout: /^其中 1 个 Pod 仅在服务绑定中间件期间需要/,
    taken: 'shop/orders 在代码仓库中已被占用，请换一个名称',
    limits:
      '在 dev 环境中订购 orders-db 超出平台的限制：规模：最多 1，而不是 3',
    notTaken:
      '在 dev 环境中订购 orders-db 时，填写的内容未被接受，需要修改之处见详情',
    checks: '检查结果',
    costs: '费用',
    cost: 'dev 环境的 PostgreSQL orders-db：每月 €7.50',
    part: 'requests.memory，512Mi：€5.00',
    failed: '无法得知将要创建的内容',
    again: '重试',
  },
};

function open(language: TestLanguage, answers: (() => Response)[]) {
  const fetch = jest.fn(async () => {
    const answer = answers.shift();
    if (!answer) throw new Error('Nothing more is answered');
    return answer();
  });
  renderIn(
    language,
    <PreviewPage
      templateRef="template:default/node-service"
      values={{ name: 'orders' }}
    />,
    { apis: [[fetchApiRef, { fetch }]] },
  );
  return fetch;
}

const answer = (preview: CreationPreview) => () => Response.json(preview);

describe.each(['en', 'zh'] as const)('preview in %s', language => {
  const say = words[language];

  it('shows what will come to be', async () => {
    const fetch = open(language, [answer(fine)]);

    expect(
      await screen.findByRole('heading', { name: say.fine }),
    ).toBeInTheDocument();
    expect(
      screen
        .getAllByRole('row')
        .map(row => row.firstChild?.textContent)
        .slice(1, 3),
    ).toEqual([say.repository, 'System']);
    expect(screen.getByRole('heading', { name: say.quotas })).toBeVisible();
    expect(screen.getByRole('table', { name: say.inDev })).toHaveTextContent(
      'Deployment',
    );
    expect(screen.getByText(say.amount)).toBeInTheDocument();
    expect(fetch).toHaveBeenCalledWith(
      expect.stringMatching(/\/scaffolder\/pilothouse\/preview$/),
      expect.objectContaining({
        body: JSON.stringify({
          templateRef: 'template:default/node-service',
          values: { name: 'orders' },
        }),
      }),
    );
  });

  it('says for what a binding needs a pod more', async () => {
    const checks = fine.checks.map(check =>
      check.check === 'quota' ? { ...check, forRollout: 1 } : check,
    );
    open(language, [answer({ ...fine, checks })]);

    expect(await screen.findByText(say.forRollout)).toBeInTheDocument();
  });

  it('says nothing of quotas where none is counted', async () => {
    const checks = fine.checks.filter(({ check }) => check !== 'quota');
    open(language, [answer({ ...fine, checks })]);

    await screen.findByRole('heading', { name: say.fine });
    expect(screen.queryByRole('heading', { name: say.quotas })).toBeNull();
  });

  it('has every file, folded away', async () => {
    open(language, [answer(fine)]);

    const files = await screen.findByText(say.files);
    expect(screen.getByText('# orders')).not.toBeVisible();
    await userEvent.click(files);
    await userEvent.click(screen.getByText('README.md'));
    expect(screen.getByText('# orders')).toBeVisible();
    await userEvent.click(screen.getByText('logo.png'));
    expect(screen.getByText(say.notShown)).toBeVisible();
  });

  it('says what is in the way', async () => {
    open(language, [answer(against)]);

    expect(
      await screen.findByRole('heading', { name: say.against }),
    ).toBeInTheDocument();
    expect(screen.getByText(say.taken)).toBeInTheDocument();
    expect(screen.getByText(say.tooSmall)).toBeInTheDocument();
  });

  it('says once why an order is refused, and others’ words only in the details', async () => {
    open(language, [answer(refused)]);

    const checks = await screen.findByRole('list', { name: say.checks });
    const [limits, notTaken] = within(checks).getAllByRole('listitem');
    expect(limits).toHaveTextContent(new RegExp(`^${say.limits}$`));
    expect(notTaken).toHaveTextContent(say.notTaken);
    expect(notTaken).toHaveTextContent('storage class is unknown');
  });

  it('says what is ordered beside costs', async () => {
    const parts = [
      { month: 2.5 },
      { resource: 'requests.memory', amount: '512Mi', month: 5 },
    ];
    const cost = { currency: 'EUR', month: 7.5, parts };
    const postgresql = { title: 'PostgreSQL', ...order };
    open(language, [
      answer({ ...fine, orders: [{ ...postgresql, cost }, postgresql] }),
    ]);

    const costs = await screen.findByRole('region', { name: say.costs });
    expect(within(costs).getByText(say.cost)).toBeInTheDocument();
    expect(within(costs).getByText(say.part)).toBeInTheDocument();
  });

  it('says nothing of costs where nobody has said', async () => {
    open(language, [
      answer({ ...fine, orders: [{ title: 'PostgreSQL', ...order }] }),
    ]);

    await screen.findByRole('heading', { name: say.fine });
    expect(screen.queryByText(say.costs)).not.toBeInTheDocument();
  });

  it('says when it cannot be found out, and tries again', async () => {
    open(language, [
      () =>
        Response.json(
          { error: { name: 'Error', message: 'git is down' } },
          { status: 503 },
        ),
      answer(fine),
    ]);

    expect(await screen.findByText(say.failed)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: say.again }));
    expect(
      await screen.findByRole('heading', { name: say.fine }),
    ).toBeInTheDocument();
  });
});
