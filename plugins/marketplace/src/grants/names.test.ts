import { grantName } from './names';

it.each<[string, string, string[], string]>([
  ['after the instance', 'cache', [], 'cache-access'],
  ['with a number', 'cache', ['cache-access'], 'cache-access-2'],
  ['shortened', 'c'.repeat(60), [], `${'c'.repeat(33)}-access`],
  ['not at all where none can be', '7', [], ''],
])('names credentials %s', (_, instance, taken, name) => {
  expect(grantName(instance, taken)).toBe(name);
});
