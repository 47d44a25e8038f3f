import { Remembered, stampOf } from './Remembered';

it('remembers a value until its stamp is another one', () => {
  const remembered = new Remembered<object>(2);
  const first = remembered.get('a', '1', () => ({}));
  expect(remembered.get('a', '1', () => ({}))).toBe(first);
  expect(remembered.get('a', '2', () => ({}))).not.toBe(first);
});

it('forgets what was not asked for the longest', () => {
  const remembered = new Remembered<string>(2);
  const get = (key: string, value: string) =>
    remembered.get(key, '1', () => value);
  get('a', 'old');
  get('b', 'old');
  get('a', 'new');
  get('c', 'new');
  expect(get('a', 'newer')).toBe('old');
  expect(get('b', 'newer')).toBe('newer');
});

it('knows an object again by its version, or else by itself', () => {
  const of = (resourceVersion: string) => ({
    metadata: { uid: 'u', resourceVersion },
  });
  expect(stampOf(of('1'))).toBe(stampOf(of('1')));
  expect(stampOf(of('1'))).not.toBe(stampOf(of('2')));
  const plain = {};
  expect(stampOf(plain)).toBe(stampOf(plain));
  expect(stampOf(plain)).not.toBe(stampOf({}));
});
