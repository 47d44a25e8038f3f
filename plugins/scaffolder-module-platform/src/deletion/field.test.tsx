import {
  appLanguageApiRef,
  discoveryApiRef,
  fetchApiRef,
  translationApiRef,
  type AnyApiRef,
  type ApiHolder,
} from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type { DeletionPlan } from '@pilothouse/plugin-platform-common';
import {
  renderIn,
  type TestLanguage,
} from '@pilothouse/plugin-platform-react/testing';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { againstTexts } from './against';
import { DeletionField, deletionField } from './field';
import { deletionPath } from './menu';

const entityRef = 'component:default/orders';

const fine: DeletionPlan = {
  entityRef,
  name: 'orders',
  items: [
    {
      part: 'deployment',
      name: 'orders',
      where: 'east/shop-prod',
      environment: 'prod',
      isProduction: true,
      found: 'there',
      objects: [{ kind: 'Deployment', name: 'orders' }],
      ready: 2,
    },
    {
      part: 'repository',
      name: 'shop/orders',
      where: 'git.example.com',
      found: 'nothing',
      objects: [],
    },
  ],
  refusals: [],
  usedBy: ['component:default/web'],
  keeps: [
    {
      ref: {
        ...{ item: 'postgresql', cluster: 'east', namespace: 'shop-prod' },
        name: 'orders-db',
      },
      usedBy: ['component:default/web'],
    },
  ],
};

const blind: DeletionPlan = {
  ...fine,
  items: [
    {
      part: 'images',
      name: 'shop/orders',
      where: 'registry',
      found: 'unknown',
      because: 'it is down',
      objects: [],
    },
  ],
};

const refused: DeletionPlan = {
  ...fine,
  items: [],
  refusals: [
    {
      reason: 'shared-repository',
      about: ['component:default/a', 'component:default/b'],
      message: '',
    },
  ],
};

const silent: DeletionPlan = {
  ...fine,
  items: [
    {
      part: 'deployment',
      name: 'orders',
      where: 'west',
      found: 'unknown',
      because: 'no route',
      silentSince: '2031-04-01T08:00:00.000Z',
      objects: [],
    },
  ],
};

/** Nothing was there when it was heard last. */
const unheard: DeletionPlan = {
  ...fine,
  items: silent.items.map(item => ({ ...item, lastSeen: 'nothing' as const })),
};

const unseen: DeletionPlan = {
  ...refused,
  refusals: [{ reason: 'shared-unseen', about: ['shop/orders'], message: '' }],
};

const words = {
  en: {
    will: 'This is deleted for good with orders',
    production:
      'It is running in production (east/shop-prod): 2 replicas stop at once, and nothing brings them back.',
    row: 'What is deployed orders east/shop-prod (prod) will be deleted 2 replicas are serving',
    gone: 'Repository shop/orders git.example.com nothing there',
    usedBy: 'These say that they depend on it: component:default/web',
    keeps: /^It uses this middleware, which stays with its data/,
    keptFor: /also used by component:default\/web$/,
    confirm: 'Type orders to confirm',
    against: 'orders cannot be deleted now',
    shared:
      'Its repository also holds component:default/a and component:default/b. Take them out of it first.',
    unknown:
      /^Images: whether there is registry\/shop\/orders could not be found out/,
    silent: /^The cluster west has not answered since .*2031.*, and orders may/,
    unheard:
      /^The cluster west could not be looked at since .*2031.* nothing of orders was there\. .* tick/,
    unseen: /^Its repository shop\/orders also holds what you may not see/,
    notThere: 'component:default/orders is not in the catalog',
    failed: 'What belongs to it could not be found out',
    again: 'Try again',
    chooseFirst: 'Choose first what is to be deleted.',
  },
  zh: {
    will: '以下内容将随 orders 一并永久删除',
    production:
      '该服务正在生产环境中运行（east/shop-prod）：2 个副本将立即停止，且无法恢复。',
    row: '已部署的对象 orders east/shop-prod (prod) 将被删除 2 个副本正在提供服务',
    gone: '代码仓库 shop/orders git.example.com 不存在',
    usedBy: '以下实体声明对其有依赖：component:default/web',
    keeps: /^使用了以下中间件，中间件及其数据会保留/,
    keptFor: /同时被 component:default\/web 使用$/,
    confirm: '输入 orders 以确认',
    against: 'orders 目前无法删除',
    shared:
      '其代码仓库中还有 component:default/a 和 component:default/b，请先将它们移出。',
    unknown: /^镜像：无法确认是否存在 registry\/shop\/orders/,
    silent: /^集群 west 自 2031.* 起没有响应，orders 可能部署在其中/,
    unheard:
      /^集群 west 自 2031.* 起无法查看。.*没有 orders 的任何内容。.*请勾选/,
    unseen: /^其代码仓库 shop\/orders 中还有您无权查看的实体/,
    notThere: '软件目录中没有 component:default/orders',
    failed: '无法得知其包含哪些内容',
    again: '重试',
    chooseFirst: '请先选择要删除的对象。',
  },
};

function open(
  language: TestLanguage,
  answers: (() => Response)[],
  service: string | undefined = entityRef,
  rawErrors: string[] = [],
) {
  const onChange = jest.fn();
  const fetch = jest.fn(async () => answers.shift()?.() ?? Response.error());
  const props = {
    idSchema: { $id: 'confirm' },
    onChange,
    rawErrors,
    registry: { formContext: { formData: { service } } },
    schema: {},
  } as unknown as FieldExtensionComponentProps<string>;
  renderIn(language, <DeletionField {...props} />, {
    apis: [[fetchApiRef, { fetch }]],
  });
  return { fetch, onChange };
}

const json = (plan: DeletionPlan) => () => Response.json(plan);
const notFound = () =>
  Response.json(
    {
      error: { name: 'NotFoundError', message: 'none' },
      response: { statusCode: 404 },
    },
    { status: 404 },
  );

describe.each(['en', 'zh'] as const)('in %s', language => {
  const say = words[language];

  it('shows all that is deleted before one can type the name', async () => {
    const { onChange } = open(language, [json(fine)]);

    expect(
      await screen.findByRole('heading', { name: say.will }),
    ).toBeInTheDocument();
    expect(screen.getByText(say.production)).toBeInTheDocument();
    expect(
      screen.getByRole('row', { name: new RegExp(escape(say.row)) }),
    ).toBeInTheDocument();
    expect(screen.getByRole('row', { name: say.gone })).toBeInTheDocument();
    expect(screen.getByText(say.usedBy)).toBeInTheDocument();
    expect(screen.getByText(say.keeps)).toBeInTheDocument();
    const link = screen.getByRole('link', { name: 'orders-db' });
    expect(link).toHaveAttribute(
      'href',
      '/marketplace/instances/postgresql/east/shop-prod/orders-db',
    );
    expect(link.closest('li')).toHaveTextContent(say.keptFor);
    const box = screen.getByRole('textbox', { name: new RegExp(say.confirm) });
    await userEvent.type(box, 'o');
    expect(onChange).toHaveBeenCalledWith('o');
  });

  it('leaves it to the form to say what is wrong, once', async () => {
    const wrong = 'That is not its name';
    open(language, [json(fine)], entityRef, [wrong]);

    const box = await screen.findByRole('textbox');
    expect(box).toBeInvalid();
    expect(box).toHaveAttribute('aria-describedby', 'confirm__error');
    expect(screen.queryByText(wrong)).not.toBeInTheDocument();
  });

  it('leaves nothing to the form to miss, which would say so in English', async () => {
    const { onChange } = open(language, [json(refused)]);

    await screen.findByRole('heading', { name: say.against });
    expect(onChange).toHaveBeenCalledWith('');
  });

  it.each([
    ['refused', refused, say.shared],
    ['not known', blind, say.unknown],
    ['on a cluster that is silent', silent, say.silent],
    ['kept by what one may not see', unseen, say.unseen],
  ])('lets nobody confirm what is %s', async (_, plan, text) => {
    open(language, [json(plan)]);

    expect(
      await screen.findByRole('heading', { name: say.against }),
    ).toBeInTheDocument();
    expect(screen.getByText(text)).toBeInTheDocument();
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  });

  it('lets one confirm though a cluster is silent in which nothing was', async () => {
    open(language, [json(unheard)]);

    expect(await screen.findByText(say.unheard)).toBeInTheDocument();
    expect(screen.getByRole('textbox')).toBeInTheDocument();
  });

  it('says what could not be found out, and asks again', async () => {
    open(language, [
      () => Response.json({ error: { message: 'down' } }, { status: 503 }),
      json(fine),
    ]);

    expect(await screen.findByText(say.failed)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: say.again }));
    expect(
      await screen.findByRole('heading', { name: say.will }),
    ).toBeInTheDocument();
  });

  it('says that a service is not there, and does not offer to ask again', async () => {
    open(language, [notFound]);

    expect(await screen.findByText(say.notThere)).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('asks for a service first', async () => {
    const { fetch } = open(language, [], '');

    expect(await screen.findByText(say.chooseFirst)).toBeInTheDocument();
    expect(fetch).not.toHaveBeenCalled();
  });
});

function escape(text: string): string {
  return text.replace(/[()]/g, '\\$&');
}

describe('what keeps one from going on', () => {
  async function faults(
    value: string,
    answer: () => Response,
    entered: object = {},
  ) {
    const apis = new Map<string, unknown>([
      [discoveryApiRef.id, mockApis.discovery()],
      [fetchApiRef.id, { fetch: async () => answer() }],
      [appLanguageApiRef.id, { getLanguage: () => ({ language: 'en' }) }],
      [translationApiRef.id, mockApis.translation()],
    ]);
    const apiHolder: ApiHolder = {
      get: <T,>({ id }: AnyApiRef) => apis.get(id) as T | undefined,
    };
    const addError = jest.fn();
    const { validation } = deletionField as unknown as {
      validation: (...all: unknown[]) => Promise<void>;
    };
    const formData = { service: entityRef, ...entered };
    const context = { apiHolder, formData };
    await validation(value, { addError }, context);
    return addError.mock.calls.flat();
  }

  it.each([
    ['nothing', 'orders', json(fine), []],
    [
      'another name',
      'order',
      json(fine),
      ['That is not its name: type orders'],
    ],
    ['a refusal', 'orders', json(refused), [words.en.shared]],
    ['that it is not there', 'orders', notFound, [words.en.notThere]],
    [
      'that nothing is known',
      'orders',
      () => Response.json({ error: { message: 'down' } }, { status: 503 }),
      [expect.stringContaining('could not be found out')],
    ],
  ])('is %s', async (_, value, answer, expected) => {
    expect(await faults(value, answer)).toEqual(expected);
  });

  it('is a silent cluster, unless one wants it all the same', async () => {
    await expect(faults('orders', json(unheard))).resolves.toEqual([
      expect.stringMatching(words.en.unheard),
    ]);
    await expect(
      faults('orders', json(unheard), { unheard: true }),
    ).resolves.toEqual([]);
  });
});

it('tells each thing once', () => {
  const twice = { ...blind, items: [...blind.items, ...blind.items] };
  expect(againstTexts(twice, { language: 'en', t: key => key })).toHaveLength(
    1,
  );
});

it.each([
  ['service', 'Component', entityRef],
  ['application', 'System', 'system:default/orders'],
] as const)('opens with the %s chosen', (what, kind, ref) => {
  const path = deletionPath(what, {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'orders' },
  });
  const { pathname, searchParams } = new URL(path, 'https://portal');
  expect(pathname).toBe(`/create/templates/default/delete-${what}`);
  expect(JSON.parse(searchParams.get('formData') ?? '')).toEqual({
    [what]: ref,
  });
});
