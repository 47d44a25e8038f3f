import { ConfigReader } from '@backstage/config';
import { readChartSettings } from './config';

const registry = {
  type: 'harbor',
  host: 'registry.example.com',
  username: 'portal',
  password: 'hush',
};
const read = (charts: object, more: object = { registry }) =>
  readChartSettings(
    new ConfigReader({
      pilothouse: { marketplace: { charts: charts as never }, ...more },
    }),
  );

it('has no charts where none are named', () => {
  expect(readChartSettings(new ConfigReader({}))).toBeUndefined();
});

it('reads projects and charts, with what is usual for the rest', () => {
  expect(
    read({
      sources: [
        { project: 'charts' },
        { chart: 'registry.example.com/team/valkey' },
        {
          chart: 'oci://other.example.com/valkey/chart',
          username: 'reader',
          password: 'word',
        },
      ],
    }),
  ).toMatchObject({
    helm: 'helm',
    versions: 5,
    sources: [
      { kind: 'project', project: 'charts' },
      {
        kind: 'chart',
        repository: 'team/valkey',
        registry: { host: 'registry.example.com', username: 'portal' },
      },
      {
        kind: 'chart',
        repository: 'valkey/chart',
        registry: { host: 'other.example.com', username: 'reader' },
      },
    ],
  });
});

it.each<[string, object, object, RegExp]>([
  [
    'a source of no kind',
    { sources: [{ repo: 'charts' }] },
    { registry },
    /charts\.sources\.0: must name either a project or a chart/,
  ],
  [
    'a project without a registry',
    { sources: [{ project: 'charts' }] },
    {},
    /sources\[0\]\.project.*pilothouse\.registry is not set/,
  ],
  [
    'another host without a login',
    { sources: [{ chart: 'other.example.com/team/valkey' }] },
    { registry },
    /needs a username and a password/,
  ],
  ['an unknown setting', { chart: 1 }, { registry }, /charts/],
  ['no versions', { versions: 0 }, { registry }, /charts\.versions/],
])('refuses %s', (_, charts, more, message) => {
  expect(() => read(charts, more)).toThrow(message);
});
