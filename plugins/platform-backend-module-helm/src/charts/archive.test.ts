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
