import { kindsOf } from './chart';
import { demandOf, merged, type Demand } from './demand';
import { previewMarkdown } from './markdown';
import { quantityText } from './quantity';
import { quotaAmounts, quotaProblems } from './quota';

it.each([
  ['requests.cpu', 250, '250m'],
  ['limits.memory', 64 * 2 ** 20 * 1000, '64Mi'],
  ['pods', 3000, '3'],
])('a quantity of %s is told as %s thousandths: %s', (name, value, text) => {
  expect(quantityText(name, value)).toBe(text);
});

const none = {
  'requests.cpu': undefined,
  'requests.memory': undefined,
  'limits.cpu': undefined,
  'limits.memory': undefined,
};

it.each<[string, object, Demand]>([
  ['nothing', {}, { pods: 1, perPod: none }],
  ['replicas', { replicaCount: 3 }, { pods: 3, perPod: none }],
  [
    'autoscaling',
    { replicaCount: 3, autoscaling: { enabled: true, minReplicas: 2 } },
    { pods: 2, perPod: none },
  ],
  [
    'autoscaling that is off',
    { replicaCount: 3, autoscaling: { enabled: false, minReplicas: 2 } },
    { pods: 3, perPod: none },
  ],
  [
    'resources',
    { resources: { requests: { cpu: 0.1 }, limits: { memory: '1Mi' } } },
    {
      pods: 1,
      perPod: {
        ...none,
        'requests.cpu': 100,
        'limits.memory': 2 ** 20 * 1000,
      },
    },
  ],
])('a chart asks by %s', (_, values, demand) => {
  expect(demandOf({ ...values })).toEqual(demand);
});

it('refuses values of another form', () => {
  expect(() => demandOf({ replicaCount: 'many' })).toThrow('replicaCount');
});

it('merges values as Helm does', () => {
  expect(
    merged({ a: { b: 1, c: [1] }, d: 1 }, { a: { c: [2] }, d: { e: 1 } }),
  ).toEqual({ a: { b: 1, c: [2] }, d: { e: 1 } });
});

const demand: Demand = {
  pods: 2,
  perPod: { ...none, 'requests.cpu': 100, 'limits.memory': 1000 },
};

it.each<[string, Record<string, string>, Record<string, string>, RegExp[]]>([
  ['enough', { 'requests.cpu': '200m' }, {}, []],
  [
    'not enough left',
    { 'requests.cpu': '1' },
    { 'requests.cpu': '900m' },
    [/has 100m of 1000m requests.cpu left; the service needs 200m/],
  ],
  ['the older name', { cpu: '100m' }, {}, [/100m of 100m cpu/]],
  ['pods', { pods: '1' }, {}, [/has 1 of 1 pods left; the service needs 2/]],
  ['services', { services: '0' }, {}, [/services left/]],
  [
    'what the chart does not name',
    { 'limits.cpu': '1' },
    {},
    [/counts limits.cpu, but the chart names none/],
  ],
  ['a request that is the limit', { 'requests.memory': '2' }, {}, []],
  ['what is not counted of a service', { configmaps: '0' }, {}, []],
  [
    'more used than there is',
    { pods: '1' },
    { pods: '4' },
    [/has 0 of 1 pods left/],
  ],
])('a quota with %s', (_, hard, used, problems) => {
  const quota = { metadata: { name: 'q' }, status: { hard, used } };

  const found = quotaProblems(quotaAmounts(demand, [quota], []));

  expect(found).toEqual(problems.map(words => expect.stringMatching(words)));
});

it('tells how much there is, is used and is wanted', () => {
  const quota = {
    metadata: { name: 'q' },
    status: {
      hard: { pods: '5', 'requests.cpu': '1', 'requests.memory': '1Gi' },
      used: { pods: '3' },
    },
  };

  expect(
    quotaAmounts(
      { pods: 2, perPod: { ...none, 'requests.cpu': 100 } },
      [quota],
      [],
    ),
  ).toEqual([
    { quota: 'q', resource: 'pods', most: 5000, used: 3000, wanted: 2000 },
    { quota: 'q', resource: 'requests.cpu', most: 1000, used: 0, wanted: 200 },
    { quota: 'q', resource: 'requests.memory', most: 2 ** 30 * 1000, used: 0 },
  ]);
});

it('takes what a namespace gives by default', () => {
  const quota = { status: { hard: { 'limits.cpu': '1' }, used: {} } };
  const range = {
    spec: { limits: [{ type: 'Container', default: { cpu: '1' } }] },
  };

  expect(quotaProblems(quotaAmounts(demand, [quota], [range]))).toEqual([
    expect.stringContaining('needs 2000m'),
  ]);
});

it('leaves quotas of some pods only to the cluster', () => {
  const quota = {
    spec: { scopes: ['BestEffort'], hard: { pods: '0' } },
  };

  expect(quotaAmounts(demand, [quota], [])).toEqual([]);
});

it.each([
  ['kind: Service\n', {}, ['Service']],
  ['kind: Role\n---\nkind: RoleBinding\n', {}, ['Role', 'RoleBinding']],
  ['{{- if .Values.a.b }}\nkind: Ingress\n', {}, []],
  ['{{- if .Values.a.b }}\nkind: Ingress\n', { a: { b: true } }, ['Ingress']],
  ['{{- if not .Values.a }}\nkind: Ingress\n', { a: false }, ['Ingress']],
  ['{{- if .Values.list }}\nkind: Ingress\n', { list: [] }, []],
  ['{{- if eq .Values.a "x" }}\nkind: Ingress\n', {}, ['Ingress']],
  ['kind: Pod\n{{- if .Values.a }}\nx: y\n{{- end }}\n', {}, ['Pod']],
])('of the template %j with %j come %j', (text, values, kinds) => {
  expect(kindsOf([text], { ...values })).toEqual(kinds);
});

it('leaves no markup in names', () => {
  const text = previewMarkdown(
    {
      files: [],
      objects: [{ system: 'git', kind: 'x', name: '<b>|', where: 'y' }],
      checks: [],
    },
    'en',
  );

  expect(text).toContain('\\<b\\>\\|');
});

it.each([
  ['en', ['### Objects (0)', '### Files (1)', '- `a.ts` (3 bytes)']],
  ['zh', ['### 对象（0 个）', '### 文件（1 个）', '- `a.ts` （3 字节）']],
] as const)(
  'is told in %s, without checks where there are none',
  (language, lines) => {
    const files = [{ path: 'a.ts', bytes: 3 }];
    const text = previewMarkdown({ files, objects: [], checks: [] }, language);

    expect(text.split('\n')).toEqual(expect.arrayContaining([...lines]));
    expect(text.match(/^###/gm)).toHaveLength(2);
  },
);
