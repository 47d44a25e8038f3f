import type { Placement, Status } from '@pilothouse/plugin-platform-common';
import { placement, row } from '../__testUtils__/services';
import { isMine, needsOf } from './needs';

const stuck: Placement['cause'] = {
  severity: 'degraded',
  pods: 1,
  facts: { kind: 'deadline-exceeded' },
};
const at = (
  environment: string | undefined,
  status: Status,
  more: Partial<Placement> = {},
) => placement(environment, { status, ...more });

const told = (...placements: Placement[]) =>
  needsOf([row('web', placements)]).map(
    need => `${need.placement.environment} ${need.placement.status}`,
  );

it.each<[string, Placement[], string[]]>([
  ['nothing of what is well', [at('prod', 'healthy')], []],
  ['nothing of what goes on', [at('prod', 'progressing')], []],
  [
    'what goes on with a known obstacle',
    [at('prod', 'progressing', { cause: stuck })],
    ['prod progressing'],
  ],
  [
    'the worst first',
    [at('prod', 'degraded'), at('dev', 'failed')],
    ['dev failed', 'prod degraded'],
  ],
  [
    'production before the rest',
    [at('dev', 'failed'), at('prod', 'failed'), at('test', 'failed')],
    ['prod failed', 'test failed', 'dev failed'],
  ],
])('names %s', (_, placements, expected) => {
  expect(told(...placements)).toEqual(expected);
});

it('names what is new first', () => {
  const since = (hour: string) => `2031-04-01T${hour}:00:00.000Z`;
  const needs = needsOf([
    row('web', [at('prod', 'failed', { since: since('07') })]),
    row('orders', [at('prod', 'failed', { since: since('08') })]),
  ]);
  expect(needs.map(need => need.service.name)).toEqual(['orders', 'web']);
});

it.each([
  ['group:default/shop', true],
  ['user:default/lin', true],
  ['group:default/payments', false],
  [undefined, false],
])('takes for mine what I or my teams own: %s', (owner, expected) => {
  const ownership = ['user:default/lin', 'group:default/shop'];
  expect(isMine({ owner }, ownership)).toBe(expected);
});

it('tells apart services that claim the same workload', () => {
  const same = { placements: { 'east/web': at('prod', 'failed') } };
  const keys = needsOf([row('web', [], same), row('web-next', [], same)]).map(
    ({ key }) => key,
  );
  expect(new Set(keys).size).toBe(2);
});
