import type { Values } from '@pilothouse/plugin-platform-common';
import {
  cluster,
  instance,
  provisioned,
  redisClass,
  redisPlan,
} from './__testUtils__/scene';
import { findItems } from './find';

const create = { type: 'object', properties: { eviction: { type: 'string' } } };
const update = { type: 'object', properties: { size: { type: 'integer' } } };

function formIn(
  of: Parameters<typeof cluster>[1],
  changed?: Parameters<typeof instance>[1],
) {
  const [item] = findItems([cluster('east', of)]);
  const form = item?.formIn?.(
    'east',
    changed && instance(provisioned, changed),
  );
  if (!form) throw new Error('There is no form');
  return form;
}

const parametersOf = (schema: Values | undefined) =>
  Reflect.get(Object(schema?.properties), 'parameters');

it('asks for what the plan asks for, and says what it costs', () => {
  const { plans, fields, sensitive } = formIn({
    plans: [
      redisPlan('large', {
        free: false,
        instanceCreateParameterSchema: create,
        externalMetadata: {
          displayName: 'Large',
          bullets: ['256 MB'],
          costs: [{ amount: { usd: 12 }, unit: 'MONTHLY' }],
        },
      }),
    ],
  });
  expect(plans).toMatchObject([
    {
      name: 'large',
      title: { en: 'Large', zh: 'Large' },
      summary: {
        en: 'The large one · 256 MB · USD 12 a month',
        zh: 'The large one · 256 MB · 每月 USD 12',
      },
      values: {
        clusterServiceClassExternalName: 'redis',
        clusterServicePlanExternalName: 'large',
      },
    },
  ]);
  expect(parametersOf(plans[0]?.schema)).toEqual(create);
  expect(fields[0]?.help).toBeUndefined();
  expect(sensitive).toEqual([['parameters']]);
});

it('takes any parameters where the plan names none, and says how', () => {
  const { plans, fields } = formIn({ plans: [redisPlan('small')] });
  expect(parametersOf(plans[0]?.schema)).toEqual({
    type: 'object',
    additionalProperties: true,
  });
  expect(fields[0]?.help?.zh).toMatch(/YAML/);
});

it.each([
  [['password'], ['parameters']],
  [[], undefined],
  [undefined, undefined],
])(
  'asks for parameters where the plan requires %j of them',
  (needed, asked) => {
    const { plans } = formIn({
      plans: [
        redisPlan('small', {
          instanceCreateParameterSchema: {
            ...create,
            ...(needed && { required: needed }),
          },
        }),
      ],
    });
    expect(plans[0]?.schema?.required).toEqual(asked);
  },
);

it('offers no plan that was withdrawn', () => {
  const removed = { removedFromBrokerCatalog: true };
  const { plans } = formIn({
    plans: [redisPlan('small', {}, removed), redisPlan('large')],
  });
  expect(plans.map(({ name }) => name)).toEqual(['large']);
});

describe('for a change', () => {
  const plans = [
    redisPlan('large'),
    redisPlan('small', {
      instanceCreateParameterSchema: create,
      instanceUpdateParameterSchema: update,
    }),
  ];

  it('begins with the plan that it has, and asks for what can be changed', () => {
    const form = formIn({ plans }, {});
    expect(form.plans.map(({ name, values }) => [name, values])).toEqual([
      ['small', {}],
      ['large', { clusterServicePlanExternalName: 'large' }],
    ]);
    expect(parametersOf(form.schema)).toEqual(update);
  });

  it('changes the field that counts', () => {
    const { plans: offered } = formIn(
      { plans },
      { spec: { clusterServicePlanName: 'plan-small' } },
    );
    expect(offered[1]?.values).toEqual({
      clusterServicePlanName: 'plan-large',
    });
  });

  it.each([
    [true, undefined, 2],
    [false, undefined, 1],
    [true, 'false', 1],
    [false, 'true', 2],
    [true, 'perhaps', 2],
  ])(
    'where a class says %j of leaving plans and its plan %j, offers %d of them',
    (planUpdatable, own, count) => {
      const classes = [redisClass({ planUpdatable })];
      const [large, small] = plans;
      const annotations = {
        'servicecatalog.pilothouse.dev/plan-updatable': own,
      };
      const marked = {
        ...small,
        metadata: { ...small?.metadata, annotations },
      } as NonNullable<typeof small>;
      const form = formIn({ plans: [large!, marked], classes }, {});
      expect(form.plans).toHaveLength(count);
    },
  );

  it('keeps the plan that was withdrawn, and that nobody knows any more', () => {
    const [large, small] = plans;
    const withdrawn = {
      ...small,
      status: { removedFromBrokerCatalog: true },
    };
    const names = (of: Parameters<typeof formIn>[0]) =>
      formIn(of, {}).plans.map(({ name }) => name);
    expect(names({ plans: [large!, withdrawn] })).toEqual(['small', 'large']);
    expect(names({ plans: [large!] })).toEqual(['-', 'large']);
  });
});
