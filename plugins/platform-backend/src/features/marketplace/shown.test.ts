import {
  assertNothingMasked,
  fieldsShown,
  mask,
  pairShown,
  specShown,
  withoutSensitive,
} from './shown';
import { postgresql } from './__testUtils__/scene';

const item = {
  fields: postgresql.fields,
  sensitive: [
    ['superuser', 'password'],
    ['users', 'token'],
  ],
};
const spec = {
  instances: 1,
  storage: { size: '1Gi', storageClass: 'fast' },
  superuser: { name: 'postgres', password: 'secret-1' },
  users: [{ name: 'a', token: 'secret-2' }, { name: 'b' }],
};

it('shows everybody the fields that the definition names', () => {
  expect(fieldsShown(item, { spec })).toBe(
    'instances: 1\nstorage:\n  size: 1Gi\n',
  );
});

it.each([[undefined], ['text'], [null]])('shows nothing of %j', shape => {
  expect(fieldsShown(item, { spec: shape })).toBe('{}\n');
});

it('shows nobody what is sensitive', () => {
  expect(specShown(item, { spec })).toEqual({
    ...spec,
    superuser: { name: 'postgres', password: mask },
    users: [{ name: 'a', token: mask }, { name: 'b' }],
  });
  expect(JSON.stringify(withoutSensitive(spec, item))).not.toContain('secret-');
});

it('shows what is sensitive neither where the definition names it', () => {
  const named = { ...item, sensitive: [['instances']] };
  expect(fieldsShown(named, { spec })).toContain(`instances: ${mask}`);
});

it.each([
  ['the same', 'secret-1', mask],
  ['another', 'secret-3', `${mask} ≠ ${mask}`],
])('shows whether it becomes %s', (_, password, shown) => {
  const after = { spec: { ...spec, superuser: { name: 'x', password } } };
  const pair = pairShown(item, { spec }, after);
  expect(JSON.stringify(pair)).not.toContain('secret-');
  expect(pair.after.spec).toMatchObject({ superuser: { password: shown } });
});

it.each<[string, object, string]>([
  ['a field', { superuser: { password: mask } }, 'superuser.password'],
  [
    'an entry of a list',
    { users: [{ name: 'a' }, { token: mask }] },
    'users.1.token',
  ],
  ['a part of a text', { a: `x=${mask}\n` }, 'a'],
])('sends no mask for a value in %s', (_, wanted, path) => {
  expect(() => assertNothingMasked({ ...wanted })).toThrow(
    expect.objectContaining({
      name: 'InputError',
      message: expect.stringContaining(`${path} is hidden`),
    }),
  );
});

it('sends what is no mask', () => {
  expect(() => assertNothingMasked({ ...spec, none: null })).not.toThrow();
});
