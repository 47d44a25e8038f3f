import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import { service } from './__testUtils__/shop';
import { deployRightsOf } from './deploy-rights';

const soon = '2031-04-02T08:00:00.000Z';
const late = '2032-04-01T08:00:00.000Z';
const web = service('web', 'shop/web');

/** Accounts that say so, in the namespaces of two teams. */
function clusters(
  ...accounts: readonly {
    readonly namespace: string;
    readonly until?: string;
    readonly deploys?: string;
    readonly tenant?: string;
  }[]
): InMemoryKube {
  const kube = new InMemoryKube();
  const east = kube.addCluster('east');
  for (const [tenant, environment] of [
    ['shop', 'dev'],
    ['shop', 'prod'],
    ['payments', 'dev'],
  ]) {
    east.put('namespaces', {
      metadata: {
        name: `${tenant}-${environment}`,
        labels: {
          'pilothouse.dev/tenant': tenant,
          'pilothouse.dev/environment': environment,
        },
      },
    });
  }
  for (const { namespace, until, deploys = 'web', tenant = 'shop' } of accounts)
    east.put('serviceaccounts', {
      metadata: {
        ...{ name: `deployer-${deploys}`, namespace },
        labels: {
          'pilothouse.dev/tenant': tenant,
          'pilothouse.dev/deploys': deploys,
        },
        ...(until && {
          annotations: { 'pilothouse.dev/deploy-token-expires': until },
        }),
      },
    });
  return kube;
}

it('tells until when, what ends first first', () => {
  const kube = clusters(
    { namespace: 'shop-prod', until: late },
    { namespace: 'shop-dev', until: soon },
  );
  const at = (environment: string, expiresAt: string) => ({
    ...{ cluster: 'east', namespace: `shop-${environment}` },
    ...{ environment, expiresAt },
  });
  expect(deployRightsOf(kube, web)).toEqual({
    rights: [at('dev', soon), at('prod', late)],
  });
});

it.each([
  ['that does not say', { namespace: 'shop-dev' }],
  ['that says something else', { namespace: 'shop-dev', until: 'never' }],
  [
    'of another service',
    { namespace: 'shop-dev', until: soon, deploys: 'cart' },
  ],
  [
    'of another team',
    { namespace: 'payments-dev', until: soon, tenant: 'payments' },
  ],
  [
    'in the namespace of another team',
    { namespace: 'payments-dev', until: soon },
  ],
])('tells nothing of an account %s', (_, account) => {
  expect(deployRightsOf(clusters(account), web)).toEqual({ rights: [] });
});
