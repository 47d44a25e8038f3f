/** Field managers by their names; the first that fits counts. */
const known = [
  ['portal', /^pilothouse$/],
  ['flux', /^(kustomize|helm)-controller$/],
  ['helm', /^helm/i],
  ['argo', /^argocd/i],
  ['kubectl', /^kubectl/],
  ['controller', /^(horizontal-pod-autoscaler|kube-controller-manager)/],
] as const;

/** What kind of owner the name of a field manager stands for. */
export function ownerKind(
  manager: string,
): (typeof known)[number][0] | 'other' {
  return known.find(([, pattern]) => pattern.test(manager))?.[0] ?? 'other';
}
