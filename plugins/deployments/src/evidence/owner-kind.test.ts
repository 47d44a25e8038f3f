import { ownerKind } from './owner-kind';

it.each([
  ['pilothouse', 'portal'],
  ['pilothouse-samples', 'other'],
  ['helm', 'helm'],
  ['helm-controller', 'flux'],
  ['kustomize-controller', 'flux'],
  ['argocd-controller', 'argo'],
  ['kubectl-client-side-apply', 'kubectl'],
  ['horizontal-pod-autoscaler', 'controller'],
  ['jenkins', 'other'],
])('knows %s as %s', (manager, kind) => {
  expect(ownerKind(manager)).toBe(kind);
});
