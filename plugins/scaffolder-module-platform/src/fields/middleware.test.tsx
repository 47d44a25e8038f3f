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
