import { podsForRollout } from './rollout';

const deployment = (strategy: string) => `apiVersion: apps/v1
kind: Deployment
spec:
  selector:
    matchLabels:
      app: web
${strategy}
  template:
    spec: {}
`;
const rolling = (lines: string) => `  strategy:
    rollingUpdate:
      ${lines}`;

it.each<[string, string, number, 0 | 1]>([
  ['nothing, for one pod', '', 1, 1],
  ['nothing, for three pods, of which a quarter is none', '', 3, 1],
  ['nothing, for four pods, of which one may go first', '', 4, 0],
  ['nothing, for no pods', '', 0, 0],
  [
    'that no pod may go first',
    rolling('maxUnavailable: 0\n      maxSurge: 1'),
    8,
    1,
  ],
  ['that one may go first', rolling('maxUnavailable: 1'), 1, 0],
  [
    'the same in a line',
    '  strategy: { rollingUpdate: { maxUnavailable: 1 } }',
    1,
    0,
  ],
  ['that half of them may', rolling("maxUnavailable: '50%'"), 1, 1],
  ['the same, of two', rolling("maxUnavailable: '50%'"), 2, 0],
  ['that none comes before', rolling('maxSurge: 0'), 1, 0],
  ['that all go first', '  strategy:\n    type: Recreate', 1, 0],
  [
    'what is a value of the chart',
    rolling('maxUnavailable: {{ .Values.maxUnavailable }}'),
    1,
    1,
  ],
])(
  'of a Deployment that says %s, a rollout needs more pods: %#',
  (_, strategy, pods, expected) => {
    const service = 'kind: Service\nspec: {}\n';
    const budget = 'kind: PodDisruptionBudget\nspec:\n  maxUnavailable: 1\n';
    const templates = [service, `${budget}---\n${deployment(strategy)}`];
    expect(podsForRollout(templates, pods)).toBe(expected);
  },
);

it('needs none of a chart without a Deployment', () => {
  expect(podsForRollout(['kind: StatefulSet\nspec: {}\n'], 1)).toBe(0);
});
