import type { MiddlewareKind } from '@pilothouse/plugin-platform-node';

/**
 * Releases of Helm. Helm keeps them in Secrets together with their values, which the portal
 * does not read; a ConfigMap of the portal's stands for each release that was ordered here.
 */
export const releaseKind: MiddlewareKind = {
  group: 'helm.sh',
  plural: 'releases',
  kind: 'Release',
  versions: ['v1'],
  anchor: {
    plural: 'configmaps',
    prefix: 'pilothouse.release.',
    decidedBy: [
      { group: '', plural: 'configmaps' },
      { group: '', plural: 'secrets' },
    ],
  },
};
