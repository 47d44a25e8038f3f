import type { LimitRange, LimitRangeItem } from 'kubernetes-types/core/v1';
import { usualAmounts } from './limit-ranges';

const range = (...limits: Partial<LimitRangeItem>[]): LimitRange => ({
  spec: { limits: limits.map(limit => ({ type: 'Container', ...limit })) },
});
const asks = (cpu: string) => ({ defaultRequest: { cpu } });
const limits = (cpu: string) => ({ default: { cpu } });

it.each<[string, LimitRange[], string[], string[]]>([
  ['no LimitRange', [], [], []],
  ['one of other resources', [range({ default: { memory: '1Gi' } })], [], []],
  ['a request', [range(asks('1'))], ['1'], []],
  ['a limit, which is requested too', [range(limits('2'))], ['2'], ['2']],
  ['both', [range({ ...asks('1'), ...limits('2') })], ['1'], ['2']],
  ['one beside others', [range({}), range(asks('1'))], ['1'], []],
  ['any of several', [range(asks('1')), range(asks('3'))], ['1', '3'], []],
  ['the last within one', [range(asks('1'), asks('3'))], ['3'], []],
  ['what is for pods', [range({ ...asks('1'), type: 'Pod' })], [], []],
])('gives a container of %s', (_, ranges, requests, most) => {
  expect(usualAmounts(ranges, 'requests', 'cpu')).toEqual(requests);
  expect(usualAmounts(ranges, 'limits', 'cpu')).toEqual(most);
});
