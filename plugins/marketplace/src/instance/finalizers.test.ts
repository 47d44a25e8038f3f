import { holdersOf } from './finalizers';

it.each([
  [['redisReplicationFinalizer'], 'redis.redis.opstreelabs.in', ['operator']],
  [['percona.com/delete-mysql-pvc'], 'ps.percona.com', ['operator']],
  [['strimzi.io/topic-operator'], 'kafka.strimzi.io', ['operator']],
  [['finalizers.kafka.strimzi.io'], 'kafka.strimzi.io', ['operator']],
  [
    ['kubernetes-incubator/service-catalog'],
    'servicecatalog.k8s.io',
    ['operator'],
  ],
  [['foregroundDeletion', 'orphan'], 'ps.percona.com', ['kubernetes']],
  [['kubernetes.io/pvc-protection'], 'ps.percona.com', ['kubernetes']],
  [
    [
      'resources-finalizer.argocd.argoproj.io',
      'percona.com/a',
      'example.com/b',
    ],
    'ps.percona.com',
    ['other', 'operator'],
  ],
  [[], 'ps.percona.com', []],
])('knows who holds by %j what is of %s', (finalizers, group, holders) => {
  expect(holdersOf(finalizers, group)).toEqual(holders);
});
