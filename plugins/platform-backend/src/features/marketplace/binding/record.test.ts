import { annotationOf, namesFor, recordsOf } from './record';

const record = {
  item: 'postgresql',
  instance: 'orders',
  secret: 'orders-app',
  container: 'app',
  variables: ['DB_URI'],
  files: [],
};

describe('names of a binding', () => {
  it.each(['orders-app', 'a.b.c', 'x'.repeat(253), `${'a.'.repeat(126)}a`])(
    'are such as Kubernetes takes for %s',
    secret => {
      const names = namesFor(secret);
      expect(names.volume).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
      expect(names.fieldManager.length).toBeLessThanOrEqual(128);
      for (const key of [names.annotation, names.typeAnnotation]) {
        expect(key.split('/')[1]).toMatch(
          /^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$/,
        );
      }
    },
  );

  it.each([
    ['a.b', 'a-b'],
    [`${'x'.repeat(250)}a`, `${'x'.repeat(250)}b`],
  ])('are others for %s and %s', (one, other) => {
    const [left, right] = [namesFor(one), namesFor(other)];
    expect(left.volume).not.toBe(right.volume);
    expect(left.fieldManager).not.toBe(right.fieldManager);
  });
});

it('reads what it wrote, and nothing of others', () => {
  const annotations = {
    ...annotationOf(record),
    'binding.pilothouse.dev/broken': '{',
    'binding.pilothouse.dev/other': '{"item":"x"}',
    'example.com/binding': JSON.stringify(record),
  };
  expect(recordsOf({ annotations })).toEqual([record]);
});
