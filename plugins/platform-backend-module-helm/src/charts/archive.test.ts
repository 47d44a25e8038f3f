import { gzipSync } from 'node:zlib';
import { archiveOf } from '../__testUtils__/archive';
import { readChart } from './archive';

const chartYaml = 'name: valkey\nversion: 1.0.0\nappVersion: 8.1\n';

it('reads what a chart says of itself', async () => {
  const archive = await archiveOf({
    'Chart.yaml': `${chartYaml}keywords: [cache]\nannotations: { a: b }\n`,
    'values.yaml': 'maxMemory: 64mb\n',
    'values.schema.json': '{ "type": "object" }',
    'README.md': '# Valkey',
    'templates/README.md': 'not this one',
    'charts/other/Chart.yaml': 'name: other\nversion: 2.0.0\n',
  });
  expect(await readChart(archive)).toEqual({
    name: 'valkey',
    version: '1.0.0',
    appVersion: '8.1',
    keywords: ['cache'],
    sources: [],
    deprecated: false,
    annotations: { a: 'b' },
    defaults: { maxMemory: '64mb' },
    schema: { type: 'object' },
    readme: '# Valkey',
  });
});

it('reads a chart of which hardly anything is told', async () => {
  const archive = await archiveOf({
    'Chart.yaml': 'name: valkey\nversion: 1.0.0\nkeywords: cache\nicon: 7\n',
  });
  expect(await readChart(archive)).toMatchObject({
    name: 'valkey',
    keywords: [],
    defaults: {},
  });
});

it.each<[string, () => Promise<Buffer> | Buffer, RegExp]>([
  ['is no archive', () => Buffer.from('text'), /no archive of a chart/],
  [
    'is no archive inside',
    () => gzipSync('text'),
    /no archive of a chart|no Chart\.yaml/,
  ],
  ['has no Chart.yaml', () => archiveOf({ a: 'b' }), /no Chart\.yaml/],
  [
    'has no name',
    () => archiveOf({ 'Chart.yaml': 'version: 1.0.0' }),
    /Chart\.yaml: name/,
  ],
  [
    'has values that are no YAML',
    () => archiveOf({ 'Chart.yaml': chartYaml, 'values.yaml': 'a: [' }),
    /values\.yaml/,
  ],
])('refuses what %s', async (_, archive, message) => {
  await expect(readChart(await archive())).rejects.toThrow(message);
});

const refTo = (address: string) =>
  JSON.stringify({ properties: { a: { items: [{ $ref: address }] } } });
const own = { 'Chart.yaml': chartYaml };

it.each<[string, Readonly<Record<string, string>>]>([
  ['names a file', { 'values.schema.json': refTo('file:///etc/passwd') }],
  ['names an address', { 'values.schema.json': refTo('http://10.0.0.1/') }],
  ['names what lies beside it', { 'values.schema.json': refTo('other.json') }],
  [
    'is at home elsewhere',
    { 'values.schema.json': '{ "$id": "http://10.0.0.1/" }' },
  ],
  [
    'is of no known dialect',
    { 'values.schema.json': '{ "$schema": "http://10.0.0.1/" }' },
  ],
  [
    'is of a chart inside',
    { 'charts/a/values.schema.json': refTo('http://a') },
  ],
  ['is named oddly', { '.\\values.schema.json': refTo('http://a') }],
])('refuses a schema that %s', async (_, files) => {
  await expect(
    readChart(await archiveOf({ ...own, ...files })),
  ).rejects.toThrow(
    /values\.schema\.json refers to something outside of it \(\$/,
  );
});

it('refuses a schema of a chart that is packed inside a chart', async () => {
  const packed = await archiveOf({ ...own, 'values.schema.json': refTo('a') });
  const outer = await archiveOf({ ...own, 'charts/b/charts/a-1.tgz': packed });
  await expect(readChart(outer)).rejects.toThrow(/a-1\.tgz: .*\(\$ref: a\)/);
});

it('takes schemas that refer to themselves', async () => {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $defs: { port: { type: 'integer' } },
    properties: { port: { $ref: '#/$defs/port' } },
  };
  const inner = await archiveOf({
    ...own,
    'values.schema.json': JSON.stringify(schema),
  });
  const archive = await archiveOf({
    ...own,
    'values.schema.json': `\uFEFF${JSON.stringify(schema)}`,
    'charts/a-1.tgz': inner,
  });
  expect(await readChart(archive)).toMatchObject({ schema });
});
