import { newestVersions } from './newest';

it.each<[string, string[], string[]]>([
  ['the newest first', ['1.0.0', '1.10.0', '1.9.0'], ['1.10.0', '1.9.0']],
  ['no what is no version', ['latest', '1.0.0'], ['1.0.0']],
  ['none before a release', ['2.0.0-rc.1', '1.0.0'], ['1.0.0']],
  ['what there is before the first release', ['0.1.0-rc.1'], ['0.1.0-rc.1']],
  ['a version with its build', ['1.0.0_build.1'], ['1.0.0_build.1']],
  ['nothing of nothing', [], []],
])('names %s', (_, tags, expected) => {
  expect(newestVersions(tags, 2)).toEqual(expected);
});
