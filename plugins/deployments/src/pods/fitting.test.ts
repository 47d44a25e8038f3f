import { pod } from '../__testUtils__/fixtures';
import { fitting } from './fitting';

const pods = [
  pod('web-1', { node: 'a1', ip: '10.0.0.1' }),
  pod('web-2', { node: 'a2', phase: 'CrashLoopBackOff' }),
  pod('web-3', {
    node: 'a2',
    lastExit: { container: 'app', reason: 'OOMKilled', exitCode: 137 },
  }),
];

it.each([
  ['', ['web-1', 'web-2', 'web-3']],
  ['  ', ['web-1', 'web-2', 'web-3']],
  ['WEB-2', ['web-2']],
  ['a2', ['web-2', 'web-3']],
  ['a2 oom', ['web-3']],
  ['crash', ['web-2']],
  ['10.0.0.1', ['web-1']],
  ['a1 oom', []],
])('%p finds %j', (text, names) => {
  expect(fitting(pods, text).map(({ name }) => name)).toEqual(names);
});
