import { mayChange } from './AnswerLostError';
import type { KubeRequest } from './KubeService';

const path = '/apis/apps/v1/namespaces/shop/deployments/web';
const reviews = '/apis/authorization.k8s.io/v1/subjectaccessreviews';

it.each<[string, KubeRequest, boolean]>([
  ['reads', { path }, false],
  ['reads by name', { method: 'GET', path }, false],
  ['changes', { method: 'PATCH', path }, true],
  ['deletes', { method: 'DELETE', path }, true],
  ['tries', { method: 'PATCH', path, query: { dryRun: 'All' } }, false],
  ['asks', { method: 'POST', path: reviews }, false],
])('knows whether what %s may change a cluster', (_, request, may) => {
  expect(mayChange(request)).toBe(may);
});
