import { stringifyEntityRef } from '@backstage/catalog-model';
import { Content } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useLive } from '@pilothouse/plugin-platform-react';
import { useHeld } from '../choice/useHeld';
import { logsTranslationRef } from '../language/ref';
import { Loading } from './Loading';
import { Logs } from './Logs';
import { RunsFailure } from './RunsFailure';

/** The tab of a service with what its pods say, as they say it. */
export function LogsTab() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(logsTranslationRef);
  const entityRef = stringifyEntityRef(entity);
  const live = useLive('deployments.service', { entityRef });
  const held = useHeld(entityRef, live);
  const content = () => {
    switch (live.kind) {
      case 'loading':
        return <Loading>{t('page.loading')}</Loading>;
      case 'failed':
        return <RunsFailure because={live.because} title={t('page.failed')} />;
      default:
        return <Logs live={live} held={held} />;
    }
  };
  return <Content>{content()}</Content>;
}
