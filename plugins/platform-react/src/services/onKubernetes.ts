/** Label of workloads and annotation of services by which they find one another. */
export const kubernetesId = 'backstage.io/kubernetes-id';

const component = { kind: 'component' };
const byId = {
  [`metadata.annotations.${kubernetesId}`]: { $exists: true },
};
const bySelector = {
  'metadata.annotations.backstage.io/kubernetes-label-selector': {
    $exists: true,
  },
};

/**
 * Filter of entity pages: components that name, by one of the stock annotations, what
 * runs of them in Kubernetes. Without any, no workload can be found.
 */
export const onKubernetes = {
  $all: [component, { $any: [byId, bySelector] }],
};
