import type { GoTool } from '../platform/go-tools.ts';

/** Versions as the tool module's `go.mod` pins them. */
export const REGISTRY_VERSION = 'v3.1.2';
export const CRANE_VERSION = 'v0.22.1';
export const HELM_VERSION = 'v4.3.1';

/** The reference registry of the OCI distribution specification. */
export const registryTool: GoTool = {
  module: 'delivery',
  package: 'github.com/distribution/distribution/v3/cmd/registry',
  binary: 'registry',
  variables: {
    'github.com/distribution/distribution/v3/version.version': REGISTRY_VERSION,
  },
};

/** Makes, copies and reads images without a daemon. */
export const craneTool: GoTool = {
  module: 'delivery',
  package: 'github.com/google/go-containerregistry/cmd/crane',
  binary: 'crane',
  variables: {
    'github.com/google/go-containerregistry/cmd/crane/cmd.Version':
      CRANE_VERSION,
  },
};

/** Installs charts on a cluster. */
export const helmTool: GoTool = {
  module: 'delivery',
  package: 'helm.sh/helm/v4/cmd/helm',
  binary: 'helm',
  variables: { 'helm.sh/helm/v4/internal/version.version': HELM_VERSION },
};
