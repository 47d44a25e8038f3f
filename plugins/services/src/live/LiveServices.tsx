import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Services } from '@pilothouse/plugin-platform-common';
import {
  ClusterTitles,
  LiveValue,
  type Live,
} from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { servicesTranslationRef } from '../language/ref';

/** Shows services as soon as they are known; before, that they are not yet, or why not. */
export function LiveServices(props: {
  live: Live<Services>;
  children: (services: Services) => ReactNode;
}) {
  const { t } = useTranslationRef(servicesTranslationRef);
  return (
    <LiveValue
      {...props}
      words={{
        loading: t('list.loading'),
        failed: t('list.failed'),
        failedAdvice: t('list.failedAdvice'),
        notAllowed: t('list.notAllowed'),
        notAllowedAdvice: t('list.notAllowedAdvice'),
      }}
    >
      {services => (
        <ClusterTitles clusters={services.clusters}>
          {props.children(services)}
        </ClusterTitles>
      )}
    </LiveValue>
  );
}
