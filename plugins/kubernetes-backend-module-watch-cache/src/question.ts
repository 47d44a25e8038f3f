import type { Entity } from '@backstage/catalog-model';
import {
  KUBERNETES_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION,
} from '@backstage/plugin-kubernetes-common';

const NAMESPACE = 'backstage.io/kubernetes-namespace';

/** Which objects belong to an entity, as its annotations tell. */
export interface Question {
  readonly serviceId: string;
  readonly labelSelector: string;
  readonly namespace?: string;
}

/** Reads the stock annotations of an entity. */
export function questionOf({ metadata }: Entity): Question {
  const { annotations = {} } = metadata;
  const serviceId = annotations[KUBERNETES_ANNOTATION] || metadata.name;
  return {
    serviceId,
    labelSelector:
      annotations[KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION] ||
      `${KUBERNETES_ANNOTATION}=${serviceId}`,
    namespace: annotations[NAMESPACE] || undefined,
  };
}
