import { assertProject, assertReference, assertRepository } from './names';

const digest = `sha256:${'ab'.repeat(32)}`;

it.each<[string, (name: string) => void, string[], string[]]>([
  [
    'project',
    assertProject,
    ['shop', 'tea-shop', 'a--b', 'a.b_c', '1'],
    ['', '.', '..', 'a/b', 'Shop', '-a', 'a-', 'a b', 'a?b', 'a\n'],
  ],
  [
    'repository',
    assertRepository,
    ['shop/web', 'shop/deep/web', 'a--b/c__d'],
    [
      ...['', 'web', 'shop/', 'shop/..', 'shop/.', '../shop', 'shop//web'],
      ...['shop/%2e%2e', 'shop/web?x=1', 'shop/web#x', 'shop/Web', '/a/b'],
      `shop/${'a'.repeat(260)}`,
    ],
  ],
  [
    'tag or digest',
    assertReference,
    ['v1', 'V1.2-rc_3', '_x', digest, 'a'.repeat(128)],
    ['', '.', '..', '-a', 'a/b', 'sha256:', 'sha256:a/..', 'a'.repeat(129)],
  ],
])('knows a %s', (_, assertName, good, bad) => {
  for (const name of good) expect(() => assertName(name)).not.toThrow();
  for (const name of bad)
    expect(() => assertName(name)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
});
