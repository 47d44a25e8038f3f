import { fateOf, fatesOf } from './volumes';

const volume = (policy?: string) => ({
  spec: { ...(policy && { persistentVolumeReclaimPolicy: policy }) },
});

it.each([
  [volume('Delete'), 'deleted'],
  [volume('Recycle'), 'deleted'],
  [volume('Retain'), 'kept'],
  [volume(), 'kept'],
  [{}, 'not-known'],
  [null, 'not-known'],
])('knows of %j that it is %s', (read, fate) => {
  expect(fateOf(read)).toBe(fate);
});

it('takes what cannot be read for not known', async () => {
  const answers: Record<string, () => object> = {
    a: () => ({ ok: true, json: () => volume('Delete') }),
    b: () => ({ ok: false }),
    c: () => {
      throw new Error('no answer');
    },
  };
  const request = async (_: string, { path }: { path: string }) =>
    answers[path.slice(-1)]?.() as never;
  const fates = await fatesOf({ request }, 'east', ['a', 'b', 'c', 'a']);
  expect(Object.fromEntries(fates)).toEqual({
    a: 'deleted',
    b: 'not-known',
    c: 'not-known',
  });
});
