import { keeperOf } from './keeper';

const ofHelm = {
  labels: { 'app.kubernetes.io/managed-by': 'Helm' },
  annotations: { 'meta.helm.sh/release-name': 'shop' },
};
const setBy = (...managers: string[]) => ({
  managedFields: managers.map(manager => ({ manager, operation: 'Apply' })),
});

describe('keeperOf', () => {
  it.each([
    [
      { annotations: { 'argocd.argoproj.io/tracking-id': 'shop:apps' } },
      'argo-cd',
    ],
    [
      {
        ...ofHelm,
        annotations: { 'argocd.argoproj.io/tracking-id': 'shop:apps' },
      },
      'argo-cd',
    ],
    [{ labels: { 'argocd.argoproj.io/instance': 'shop' } }, 'argo-cd'],
    [setBy('kubectl', 'argocd-controller'), 'argo-cd'],
    [{ annotations: { 'argocd.argoproj.io/sync-wave': '1' } }, undefined],
    [{ labels: { 'kustomize.toolkit.fluxcd.io/name': 'shop' } }, 'flux'],
    [
      { labels: { ...ofHelm.labels, 'helm.toolkit.fluxcd.io/name': 'shop' } },
      'flux',
    ],
    [setBy('helm-controller'), 'flux'],
    [{ ...ofHelm, ...setBy('kustomize-controller') }, 'flux'],
    [ofHelm, 'helm'],
    [{ annotations: ofHelm.annotations }, 'helm'],
    [{ labels: ofHelm.labels }, 'helm'],
    [setBy('helm'), 'helm'],
    [setBy('kubectl'), undefined],
    [
      { labels: { 'app.kubernetes.io/managed-by': 'pilothouse-samples' } },
      undefined,
    ],
    [undefined, undefined],
  ])('finds in %j %s', (metadata, keeper) => {
    expect(keeperOf({ metadata })).toBe(keeper);
  });
});
