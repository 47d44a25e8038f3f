import type { KubeObject } from '@pilothouse/plugin-platform-node';

/** What keeps an object as it is written elsewhere. */
export type Keeper = 'argo-cd' | 'flux' | 'helm';

type Names = Readonly<Record<string, string>>;

/** Names by which each of them is in the books of who has set which field. */
const managers: readonly (readonly [RegExp, Keeper])[] = [
  [/^argocd\b|^argo-cd\b/, 'argo-cd'],
  [/^kustomize-controller$|^helm-controller$|^flux\b/, 'flux'],
  [/^helm$/i, 'helm'],
];

/**
 * What keeps an object as git or a chart says, where something does. Argo CD marks what it
 * tracks by its annotation `tracking-id` or its label, Flux by the labels of its
 * Kustomization or HelmRelease, Helm by `managed-by` and the name of its release; some of
 * them can be set up to leave no mark but who has set the fields. What git holds goes
 * before the chart that it uses.
 */
export function keeperOf({ metadata }: KubeObject): Keeper | undefined {
  const { annotations = {}, labels = {}, managedFields = [] } = metadata ?? {};
  const [, byManager] =
    managers.find(([pattern]) =>
      managedFields.some(({ manager = '' }) => pattern.test(manager)),
    ) ?? [];
  if (byManager === 'argo-cd' || isOfArgo(annotations, labels)) {
    return 'argo-cd';
  }
  if (byManager === 'flux' || isOfFlux(labels)) {
    return 'flux';
  }
  return byManager ?? (isOfHelm(annotations, labels) ? 'helm' : undefined);
}

/** Others of its annotations only say how it would apply an object. */
function isOfArgo(annotations: Names, labels: Names): boolean {
  return (
    'argocd.argoproj.io/tracking-id' in annotations ||
    'argocd.argoproj.io/instance' in labels
  );
}

function isOfFlux(labels: Names): boolean {
  return (
    'kustomize.toolkit.fluxcd.io/name' in labels ||
    'helm.toolkit.fluxcd.io/name' in labels
  );
}

function isOfHelm(annotations: Names, labels: Names): boolean {
  return (
    'meta.helm.sh/release-name' in annotations ||
    labels['app.kubernetes.io/managed-by'] === 'Helm'
  );
}
