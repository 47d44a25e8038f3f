import { hasPods, isClosed, policyListSchema, policyRequest } from './policy';

const policiesOf = (...specs: object[]) =>
  policyListSchema.parse({ items: specs.map(spec => ({ spec })) }).items;
const all = { podSelector: {} };
const labelsOf = (name: string) => ({ 'cnpg.io/cluster': name });
const kind = {
  ...{ group: 'x', plural: 'clusters', kind: 'Cluster' },
  versions: ['v1'],
} as const;
const anchor = {
  plural: 'configmaps',
  prefix: 'release.',
  decidedBy: [],
} as const;
const order = {
  ...{ item: 'postgresql', cluster: 'east' },
  ...{ namespace: 'shop-dev', name: 'orders', values: {} },
};

it.each([
  ['no policy', [], false],
  ['one that lets nothing in', [{ ...all, policyTypes: ['Ingress'] }], true],
  ['one that names no types', [all], true],
  ['one of what goes out', [{ ...all, policyTypes: ['Egress'] }], false],
  ['one of some pods', [{ podSelector: { matchLabels: { a: 'b' } } }], false],
  [
    'one of pods without a label',
    [
      {
        podSelector: {
          matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }],
        },
      },
    ],
    false,
  ],
  [
    'one of some and one of all',
    [{ podSelector: { matchLabels: { a: 'b' } } }, all],
    true,
  ],
])('knows whether a namespace with %s is closed', (_, specs, expected) => {
  expect(isClosed(policiesOf(...specs))).toBe(expected);
});

it.each([
  ['labels', { kind, labelsOf }, true],
  ['no labels', { kind, labelsOf: () => ({}) }, false],
  ['no API', { kind: { ...kind, anchor }, labelsOf }, false],
])('makes a policy only for pods that are told: %s', (_, item, expected) => {
  expect(hasPods(item, order)).toBe(expected);
});

it('lets in its own namespace and those of no team, and to nobody else', () => {
  const { name, values } = policyRequest(
    { name: 'postgresql', labelsOf },
    order,
  );
  expect(name).toBe('postgresql-orders');
  expect(values).toMatchObject({
    podSelector: { matchLabels: { 'cnpg.io/cluster': 'orders' } },
    policyTypes: ['Ingress', 'Egress'],
  });
  expect(values.ingress).toEqual([
    {
      from: [
        { podSelector: {} },
        {
          namespaceSelector: {
            matchExpressions: [
              { key: 'pilothouse.dev/tenant', operator: 'DoesNotExist' },
            ],
          },
        },
      ],
    },
  ]);
});
