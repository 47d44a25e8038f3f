import fc from 'fast-check';
import { statuses } from '@pilothouse/plugin-platform-common';
import {
  broken,
  live,
  placement,
  service,
  servicesOf,
  unregistered,
} from '../__testUtils__/services';
import {
  fitting,
  inStates,
  isEverything,
  mine,
  noFilter,
  none,
  toggled,
  type Filter,
} from './filter';
import { states } from './states';

const services = servicesOf(
  [
    service('web', [placement('dev'), broken('prod', { cluster: 'west' })]),
    service('ledger', [placement('prod', { version: '7.1' })], {
      owner: 'group:default/payments',
      application: 'system:default/payments',
      title: 'General ledger',
    }),
    unregistered('probe'),
  ],
  [live('east'), live('west')],
);
const ownership = ['user:default/lin.wei', 'group:default/shop'];
const found = (filter: Partial<Filter>) =>
  fitting(services, { ...noFilter, ...filter }, ownership).map(
    view => view.row.name,
  );

describe('fitting', () => {
  it.each<[Partial<Filter>, string[]]>([
    [{}, ['web', 'ledger', 'probe']],
    [{ team: 'group:default/payments' }, ['ledger']],
    [{ team: mine }, ['web']],
    [{ team: none }, ['probe']],
    [{ application: 'system:default/shop' }, ['web']],
    [{ application: none }, ['probe']],
    [{ environment: 'prod' }, ['web', 'ledger']],
    [{ cluster: 'west' }, ['web']],
    [{ environment: 'dev', cluster: 'west' }, []],
    [{ text: 'GENERAL' }, ['ledger']],
    [{ text: 'tea west' }, ['web']],
    [{ text: '7.1' }, ['ledger']],
    [{ text: 'tea 7.1' }, []],
    [{ text: '  ' }, ['web', 'ledger', 'probe']],
  ])('%j leaves %j', (filter, expected) => {
    expect(found(filter)).toEqual(expected);
  });

  it('judges a service by where one looks', () => {
    const inEnvironment = (environment: string) =>
      fitting(services, { ...noFilter, environment, text: 'tea' }, []).map(
        view => view.status,
      );
    expect(inEnvironment('dev')).toEqual(['healthy']);
    expect(inEnvironment('prod')).toEqual(['failed']);
  });

  it('never finds more by asking for more', () => {
    const some = fc.record({
      team: fc.constantFrom(undefined, mine, 'group:default/payments'),
      application: fc.constantFrom(undefined, none, 'system:default/shop'),
      environment: fc.constantFrom(undefined, 'dev', 'prod'),
      cluster: fc.constantFrom(undefined, 'east', 'west'),
      text: fc.constantFrom('', 'e', 'web', 'tea'),
    });
    fc.assert(
      fc.property(some, some, (one, other) => {
        const both = { ...one, text: `${one.text} ${other.text}` };
        expect(found(one)).toEqual(expect.arrayContaining(found(both)));
      }),
    );
  });
});

it.each<[Partial<Filter>, boolean]>([
  [{}, true],
  [{ text: ' ' }, true],
  [{ text: 'web' }, false],
  [{ states: ['failed'] }, false],
  [{ cluster: 'east' }, false],
])('%j filters nothing: %s', (filter, expected) => {
  expect(isEverything({ ...noFilter, ...filter })).toBe(expected);
});

describe('states', () => {
  const several = fc.uniqueArray(fc.constantFrom(...states));
  const one = fc.constantFrom(...states);

  it('are all meant where none is named', () => {
    const views = statuses.map(status => ({
      status,
      asleep: false,
      undeployed: false,
    }));
    const resting = {
      status: 'healthy',
      asleep: true,
      undeployed: false,
    } as const;
    expect(inStates([...views, resting], [])).toEqual([...views, resting]);
    expect(inStates(views, ['failed'])).toEqual([
      { status: 'failed', asleep: false, undeployed: false },
    ]);
    expect(inStates([...views, resting], ['healthy'])).toEqual([
      { status: 'healthy', asleep: false, undeployed: false },
    ]);
    expect(inStates([...views, resting], ['asleep'])).toEqual([resting]);
  });

  it('are as before after being chosen twice', () => {
    fc.assert(
      fc.property(several, one, (chosen, state) => {
        const twice = toggled(toggled(chosen, state), state);
        expect(new Set(twice)).toEqual(new Set(chosen));
      }),
    );
  });
});
