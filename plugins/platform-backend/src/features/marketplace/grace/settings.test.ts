import { ConfigReader } from '@backstage/config';
import { readEngineerGroups, readGrace } from './settings';

const read = (deletion: object) =>
  readGrace(new ConfigReader({ pilothouse: { marketplace: { deletion } } }));

it('gives a day, and none in dev', () => {
  expect(readGrace(new ConfigReader({}))).toEqual({
    graceMs: 86_400_000,
    immediateIn: ['dev'],
  });
});

it('takes what the company wants', () => {
  expect(read({ grace: { minutes: 10 }, immediateIn: [] })).toEqual({
    graceMs: 600_000,
    immediateIn: [],
  });
});

it.each([[{ hours: 0 }], [{ days: 91 }], ['x'], [{ moons: 1 }]])(
  'refuses %j',
  grace => {
    expect(() => read({ grace })).toThrow(/grace/);
  },
);

it('takes the groups of platform engineers for what the policy does', () => {
  const groups = ['Platform', 'group:other/ops'];
  const pilothouse = { platformEngineers: { groups } };
  expect(readEngineerGroups(new ConfigReader({ pilothouse }))).toEqual([
    'group:default/platform',
    'group:other/ops',
  ]);
  expect(readEngineerGroups(new ConfigReader({}))).toEqual([]);
});
