import type { OrderForm } from '@pilothouse/plugin-platform-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import {
  form,
  marketplace,
  portal,
  preview,
  ref,
} from '../__testUtils__/scene';

const [dev, prod] = form.places;
if (!dev || !prod) throw new Error('the scene has two places');

const priced: OrderForm = {
  ...form,
  places: [dev, { ...prod, ability: { allowed: true } }],
  terms: [
    {
      environments: ['dev'],
      bounds: [{ field: 'storage.size', most: '5Gi' }],
    },
    { environments: ['dev'], plans: ['safe'], instances: 0 },
    { environments: ['prod'], instances: 2, defaults: { instances: 2 } },
  ],
  costs: [
    {
      plan: 'small',
      environment: 'dev',
      cost: { currency: 'EUR', month: 12.5, parts: [] },
    },
  ],
};
const cost = {
  before: { currency: 'EUR', month: 10, parts: [] },
  after: {
    currency: 'EUR',
    month: 12.5,
    parts: [
      { month: 2.5 },
      { resource: 'requests.storage', amount: '30Gi', month: 10 },
    ],
  },
};
const exceeded = [
  {
    kind: 'field',
    bound: { field: 'storage.size', least: '1Gi', most: '5Gi' },
    is: '9Gi',
  },
  {
    kind: 'instances',
    ...{ most: 2, are: 3, environment: 'dev', tenant: 'shop' },
    plans: ['safe'],
  },
  {
    kind: 'field',
    bound: { field: 'instances', most: '5', oneOf: [1, 3] },
    is: '2',
  },
  { kind: 'instances', most: 1, are: 2 },
  { kind: 'no-plan', plans: ['small', 'safe'] },
];

const texts = {
  en: {
    month: '€12.50 a month',
    most: 'Storage: at most 5Gi',
    closed: 'Not offered in dev',
    teams: 'at most 2 for each team',
    plans: 'Plans',
    name: /^Name/,
    environment: /^For which environment/,
    safe: /Safe/,
    instances: /Instances/,
    was: '€10.00 a month now',
    own: 'For itself: €2.50',
    part: 'requests.storage, 30Gi: €10.00',
    order: 'Order orders-db',
    field: 'Storage: from 1Gi to 5Gi, not 9Gi',
    many: /may have 2 of Safe in dev, and shop has 3/,
    both: 'Instances: at most 5, one of 1 or 3, not 2',
    nowhere:
      /may have 1 of it in namespaces without an environment, and what belongs to no team has 2/,
    choose: /Choose a plan: Small or Safe have/,
    change: 'Change orders-db',
  },
  zh: {
    month: '每月 €12.50',
    most: '存储：最多 5Gi',
    closed: '不在 dev 中提供',
    teams: '每个团队最多 2 个',
    plans: '规格',
    name: /^名称/,
    environment: /^所属环境/,
    safe: /高可用/,
    instances: /实例数/,
    was: '目前每月 €10.00',
    own: '基本费用：€2.50',
    part: 'requests.storage，30Gi：€10.00',
    order: '订购 orders-db',
    field: '存储：1Gi 到 5Gi，而不是 9Gi',
    many: /最多可以有 2 个高可用规格的实例，shop 已有 3 个/,
    both: '实例数：最多 5，1或3 之一，而不是 2',
    nowhere:
      /在 未指定环境的命名空间 中最多可以有 1 个，不属于任何团队的命名空间 已有 2 个/,
    choose: /请选择规格：小型或高可用有各自的限制或价格/,
    change: '更改 orders-db',
  },
};

describe.each(['en', 'zh'] as const)('in %s', language => {
  const say = texts[language];
  const order = (shown: object) =>
    portal(language, '/marketplace/items/postgresql/order', {
      form: () => priced,
      preview: () => shown,
      order: () => ({ ref }),
    });
  const enter = async () => {
    fireEvent.change(await screen.findByRole('textbox', { name: say.name }), {
      target: { value: 'orders-db' },
    });
    fireEvent.mouseDown(screen.getByRole('button', { name: say.environment }));
    const list = within(await screen.findByRole('listbox'));
    fireEvent.click(list.getByRole('option', { name: /dev/ }));
  };

  it('compares plans', async () => {
    const { streams } = portal(language, '/marketplace/items/postgresql', {
      form: () => priced,
    });
    streams.show('marketplace.list', marketplace);
    await screen.findByText(say.month);
    const [section] = screen.getAllByRole('region', { name: say.plans });
    const plans = within(section as HTMLElement);
    expect(plans.getByText(say.month)).toBeInTheDocument();
    expect(plans.getByText(say.most)).toBeInTheDocument();
    expect(plans.getByText(say.closed)).toBeInTheDocument();
    expect(plans.getAllByText(say.teams)).toHaveLength(2);
  });

  it('says what plans cost and may be where it is ordered, and begins with its defaults', async () => {
    order({ ...preview, cost });
    await enter();
    expect(screen.getByRole('radio', { name: say.safe })).toBeDisabled();
    expect(screen.getAllByText(say.most)).toHaveLength(1);
    expect(await screen.findByText(say.was)).toBeInTheDocument();
    expect(screen.getByText(say.own)).toBeInTheDocument();
    expect(screen.getByText(say.part)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: say.order })).toBeEnabled();

    fireEvent.mouseDown(screen.getByRole('button', { name: say.environment }));
    const list = within(await screen.findByRole('listbox'));
    fireEvent.click(list.getByRole('option', { name: /prod/ }));
    expect(screen.getByLabelText(say.instances)).toHaveValue(2);
  });

  it('does not let one order over limits, and names them', async () => {
    order({ ...preview, exceeded });
    await enter();
    const { field, many, both, nowhere, choose } = say;
    for (const text of [field, many, both, nowhere, choose]) {
      expect(await screen.findByText(text)).toBeInTheDocument();
    }
    expect(screen.getByRole('button', { name: say.order })).toBeDisabled();
  });

  it('changes the plan of an instance without changing what it holds', async () => {
    const { asked } = portal(
      language,
      '/marketplace/instances/postgresql/east/shop-dev/orders-db/change',
      {
        form: () => ({
          ...priced,
          terms: [{ plans: ['safe'], price: { currency: 'EUR', month: 9 } }],
        }),
        values: () => ({
          values: { instances: 1, storage: { size: '1Gi' } },
          yaml: '',
          plan: 'small',
          precondition: { uid: 'u1', resourceVersion: '1' },
        }),
        preview: () => ({ ...preview, cost }),
        order: () => ({ ref }),
      },
    );
    fireEvent.click(await screen.findByRole('radio', { name: say.safe }));
    const verb = screen.getByRole('button', { name: say.change });
    const toSafe = expect.objectContaining({ plan: 'safe', values: {} });
    await waitFor(() => expect(asked).toContainEqual(['preview', toSafe]));
    await waitFor(() => expect(verb).toBeEnabled());
    fireEvent.click(verb);
    await waitFor(() => expect(asked).toContainEqual(['order', toSafe]));
  });
});
