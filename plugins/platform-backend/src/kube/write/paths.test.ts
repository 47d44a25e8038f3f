import { pathOf } from './paths';

describe('pathOf', () => {
  it.each([
    ['pods', 'shop', 'web-1', '/api/v1/namespaces/shop/pods/web-1'],
    [
      'deployments',
      'shop',
      undefined,
      '/apis/apps/v1/namespaces/shop/deployments',
    ],
  ] as const)('leads to %s', (kind, namespace, name, path) => {
    expect(pathOf(kind, namespace, name)).toBe(path);
  });

  it.each([
    ['shop', '../../../nodes/n1'],
    ['shop', '..'],
    ['shop', 'web?dryRun=None'],
    ['shop', 'web%2f..'],
    ['shop', ''],
    ['shop/pods/web', 'log'],
    ['shop', 'a'.repeat(254)],
  ])('leads nowhere else for %j and %j', (namespace, name) => {
    expect(() => pathOf('pods', namespace, name)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });
});
