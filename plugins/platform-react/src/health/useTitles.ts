import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PlatformPart } from '@pilothouse/plugin-platform-common';
import { platformReactTranslationRef } from '../language/ref';

const sources = ['embedded', 'clusters'] as const;

const parts = [
  'etcd',
  'network',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'cluster-setup',
  'node-local',
  'user-center',
  'portal',
  'ingress',
  'kwok',
  'samples',
  'metrics-server',
  'middleware-operators',
  'service-catalog',
  'service-broker',
  'charts',
  'registry',
  'registry-store',
  'base-images',
  'ci-server',
  'kubectl',
  'crane',
  'helm',
  'techdocs',
  'git',
] as const;

/** Titles that call a cluster one, in whatever language of the portal. */
const sayCluster = /\bcluster\b|集群/i;

/** A source of parts, or one of its parts, as the backend tells of it. */
interface Named {
  readonly name: string;
  readonly title: string;
  readonly kind?: PlatformPart['kind'];
}

/**
 * Titles in the reader's language: of what comes with Pilothouse by its name; what others
 * add keeps the title that it came with.
 */
export function useTitles() {
  const { t } = useTranslationRef(platformReactTranslationRef);
  return {
    sourceTitle({ name, title }: Named): string {
      const known = sources.find(source => source === name);
      return known ? t(`source.${known}`) : title;
    },
    partTitle({ name, title, kind }: Named): string {
      if (kind === 'cluster') {
        return sayCluster.test(title)
          ? title
          : t('part.cluster', { name: title });
      }
      const known = parts.find(part => part === name);
      return known ? t(`part.${known}`) : title;
    },
  };
}
