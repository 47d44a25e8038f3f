import type { GoTool } from '../platform/go-tools.ts';

/** Version of the control plane; the tool module's `go.mod` pins the same. */
export const KUBERNETES_VERSION = 'v1.36.3';

const [major = '', minor = ''] = KUBERNETES_VERSION.slice(1).split('.');
const VERSION_PACKAGE = 'k8s.io/component-base/version';

/**
 * Version that the etcd of this platform tells of itself: that of the module of its API, which
 * is newer than that of its server.
 */
export const ETCD_VERSION = 'v3.6.11';

/** The store behind the API server. */
export const etcdTool: GoTool = {
  module: 'kubernetes',
  package: 'go.etcd.io/etcd/server/v3',
  binary: 'etcd',
};

/** A program of the Kubernetes tool module that knows its own version. */
export function kubernetesTool(name: string): GoTool {
  return {
    module: 'kubernetes',
    package: `k8s.io/kubernetes/cmd/${name}`,
    binary: name,
    variables: {
      [`${VERSION_PACKAGE}.gitVersion`]: KUBERNETES_VERSION,
      [`${VERSION_PACKAGE}.gitMajor`]: major,
      [`${VERSION_PACKAGE}.gitMinor`]: minor,
    },
  };
}
