import { fetchApiRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type { OrderForm } from '@pilothouse/plugin-platform-common';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MiddlewareField } from './middleware';

const form: OrderForm = {
  item: {
    ...{ name: 'postgresql', title: 'PostgreSQL', kind: 'Cluster' },
    summary: { en: 'A database', zh: '数据库' },
    category: 'database',
    operator: { name: 'CloudNativePG' },
    ...{ operations: [], offers: [{ cluster: 'east', version: 'v1' }] },
  },
  cluster: 'east',
  resource: { group: 'x.io', version: 'v1', plural: 'clusters' },
  schema: {},
  fields: [],
  plans: [
    {
      name: 'small',
      title: { en: 'Small', zh: '小型' },
      summary: { en: 'One instance', zh: '单实例' },
      values: {},
    },
  ],
  places: [
    {
      ...{ cluster: 'east', namespace: 'shop-dev' },
      ...{ tenant: 'shop', environment: 'dev' },
      ability: { allowed: true },
    },
  ],
};

const absent = () =>
  Response.json(
    {
      error: { name: 'NotFoundError', message: 'cannot be had here' },
      response: { statusCode: 404 },
    },
    { status: 404 },
  );

function open(
  language: 'en' | 'zh',
  answer: () => Response,
  {
    environments = ['dev'],
    formData,
  }: { environments?: string[]; formData?: string } = {},
) {
  const onChange = jest.fn();
  const entered = { owner: 'group:default/shop', environments };
  const props = {
    ...{ formData, idSchema: { $id: 'database' }, onChange },
    registry: { formContext: { formData: entered } },
    schema: { title: 'PostgreSQL' },
    uiSchema: { 'ui:options': { item: 'postgresql' } },
  } as unknown as FieldExtensionComponentProps<string>;
  const fetch = jest.fn(async (_: unknown) => answer());
  renderIn(language, <MiddlewareField {...props} />, {
    apis: [[fetchApiRef, { fetch }]],
  });
  return { fetch, onChange };
}

it.each([
  ['en', 'None', 'Small, in dev: One instance'],
  ['zh', '不使用', '小型（dev）：单实例'],
] as const)(
  'offers plans where the team may order, in %s',
  async (language, none, small) => {
    const { onChange } = open(language, () => Response.json(form));

    await userEvent.click(await screen.findByRole('radio', { name: small }));
    expect(onChange).toHaveBeenCalledWith('small');
    expect(screen.getByRole('radio', { name: none })).toBeChecked();
  },
);

it.each([
  ['en', 'Small, in dev: One instance · €7.50 a month'],
  ['zh', '小型（dev）：单实例 · 每月 €7.50'],
] as const)('says what a plan costs there, in %s', async (language, small) => {
  const cost = { currency: 'EUR', month: 7.5, parts: [] };
  const costs = [
    { plan: 'small', environment: 'prod', cost: { ...cost, month: 99 } },
    { plan: 'small', environment: 'dev', cost },
  ];
  open(language, () => Response.json({ ...form, costs }));

  expect(await screen.findByRole('radio', { name: small })).toBeInTheDocument();
});

it.each([
  ['en', /cannot be ordered for the team in prod/],
  ['zh', /无法在 prod 环境中订购/],
] as const)(
  'asks nothing where it cannot be ordered, and forgets what was chosen, in %s',
  async (language, reason) => {
    const { onChange } = open(language, () => Response.json(form), {
      ...{ environments: ['prod'], formData: 'small' },
    });

    expect(await screen.findByText(reason)).toBeInTheDocument();
    expect(screen.queryByRole('radio')).not.toBeInTheDocument();
    await waitFor(() => expect(onChange).toHaveBeenCalledWith(undefined));
  },
);

it('says that its operator is not installed', async () => {
  open('en', absent);
  expect(
    await screen.findByText(/its operator is not installed/),
  ).toBeInTheDocument();
});

it('keeps what was chosen while nothing is known, and asks again', async () => {
  const { fetch, onChange } = open('en', () => Response.error(), {
    formData: 'small',
  });
  const again = await screen.findByRole('button', { name: /again|retry/i });
  const before = fetch.mock.calls.length;
  await userEvent.click(again);
  await waitFor(() => expect(fetch.mock.calls.length).toBeGreaterThan(before));
  expect(onChange).not.toHaveBeenCalled();
});

describe('any item', () => {
  const found = {
    ...form.item,
    name: 'cache-1a2b',
    title: 'Cache',
    operator: { name: 'Broker test' },
  };
  const words = { en: 'Large', zh: '大型' };
  const ofFound: OrderForm = {
    ...form,
    item: found,
    fields: [{ path: ['size'], title: words }],
    plans: [
      { name: 'large', title: words, summary: words, values: { size: 2 } },
    ],
  };
  const items = { postgresql: form.item, 'cache-1a2b': found };
  const openAny = (
    language: 'en' | 'zh',
    formData?: object,
    more: Partial<OrderForm> = {},
  ) => {
    const onChange = jest.fn();
    const entered = { owner: 'group:default/shop', environments: ['dev'] };
    const SchemaField = (field: {
      formData: object;
      onChange: (next: object) => void;
    }) => (
      <button
        type="button"
        onClick={() => field.onChange({ ...field.formData, size: 9 })}
      >
        {JSON.stringify(field.formData)}
      </button>
    );
    const props = {
      ...{ formData, idSchema: { $id: 'any' }, onChange },
      registry: {
        formContext: { formData: entered },
        fields: { SchemaField },
        schemaUtils: { toIdSchema: () => ({ $id: 'any_values' }) },
      },
      schema: { title: 'Also' },
      uiSchema: {},
    } as unknown as FieldExtensionComponentProps<string>;
    const fetch = async (url: unknown) =>
      String(url).includes('/marketplace/form')
        ? Response.json({ ...ofFound, ...more })
        : Response.json({ clusters: [], pending: [], instances: {}, items });
    renderIn(language, <MiddlewareField {...props} />, {
      apis: [[fetchApiRef, { fetch } as never]],
    });
    return onChange;
  };

  it.each([
    ['en', 'Cache · Broker test'],
    ['zh', 'Cache · Broker test'],
  ] as const)(
    'is chosen of all that there are, in %s',
    async (language, title) => {
      const onChange = openAny(language);
      const choice = await screen.findByRole('combobox', { name: 'Also' });
      await userEvent.selectOptions(choice, title);
      expect(onChange).toHaveBeenCalledWith({ item: 'cache-1a2b' });
    },
  );

  it.each([
    ['en', {}],
    ['zh', {}],
    ['en', { resource: undefined, composed: 'releases.helm.sh' }],
  ] as const)(
    'begins with its first plan, in %s, %j',
    async (language, more) => {
      const onChange = openAny(language, { item: 'cache-1a2b' }, more);
      await waitFor(() =>
        expect(onChange).toHaveBeenCalledWith({
          item: 'cache-1a2b',
          plan: 'large',
        }),
      );
    },
  );

  it.each([
    ['en', /needs values that may be secret \(auth\.key\)/, 'Order it in'],
    ['zh', /可能包含敏感信息的内容（auth\.key）/, '到中间件市场订购'],
  ] as const)(
    'is to be ordered elsewhere where its plan needs what may be secret, in %s',
    async (language, why, where) => {
      const schema = {
        required: ['auth'],
        properties: { auth: { required: ['key'] } },
      };
      openAny(
        language,
        { item: 'cache-1a2b', plan: 'large' },
        { schema, sensitive: [['auth']] },
      );
      expect(await screen.findByText(why)).toBeInTheDocument();
      expect(
        screen.getByRole('link', { name: new RegExp(where) }),
      ).toHaveAttribute('href', '/marketplace/items/cache-1a2b/order');
    },
  );

  it('keeps what was changed of it', async () => {
    const chosen = { item: 'cache-1a2b', plan: 'large' };
    const onChange = openAny('en', chosen);
    await userEvent.click(await screen.findByText('{"size":2}'));
    expect(onChange).toHaveBeenCalledWith({ ...chosen, values: { size: 9 } });
  });
});
