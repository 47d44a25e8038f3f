/** How far the replicas of a workload are, where there is no cause to be told. */
export const line = {
  zero: 'Scaled to zero: nothing runs',
  ready_one: '{{count}} replica is ready',
  ready_other: 'All {{count}} replicas are ready',
  some_one: '{{ready}} of {{count}} replica is ready',
  some_other: '{{ready}} of {{count}} replicas are ready',
  rolling_one: 'Rolling out: {{updated}} of {{count}} replica is new',
  rolling_other: 'Rolling out: {{updated}} of {{count}} replicas are new',
  underWay: 'The change is still under way',
  paused: 'The rollout is paused',
  stuck: 'The rollout is stuck',
} as const;
