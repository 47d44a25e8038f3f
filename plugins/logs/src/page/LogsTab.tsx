import { stringifyEntityRef } from '@backstage/catalog-model';
import { Content } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import {
  Failure,
  platformReactTranslationRef,
  RelativeTime,
  useLive,
} from '@pilothouse/plugin-platform-react';
import { choose, requestOf, type Choice } from '../choice/choice';
import { useAddress } from '../choice/useAddress';
import { logsTranslationRef } from '../language/ref';
import { LogView } from './LogView';
import { StaleCluster } from './StaleCluster';

/** The tab of a service with what its pods say, as they say it. */
export function LogsTab() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(logsTranslationRef);
  const { t: shared } = useTranslationRef(platformReactTranslationRef);
  const address = useAddress();
  const live = useLive('deployments.service', {
    entityRef: stringifyEntityRef(entity),
  });
  if (live.kind === 'loading') {
    return (
      <Content>
        <div role="status">
          <Typography gutterBottom>{t('page.loading')}</Typography>
          <LinearProgress />
        </div>
      </Content>
    );
  }
  if (live.kind === 'failed') {
    return (
      <Content>
        <Failure title={t('page.failed')} error={live.because} />
      </Content>
    );
  }
  const choice = choose(live.value, address.wish);
  if (!choice) {
    return (
      <Content>
        <Typography variant="h6">{t('empty.nowhere')}</Typography>
        <Typography>{t('empty.nowhereAdvice')}</Typography>
      </Content>
    );
  }
  return (
    <Content>
      {live.kind === 'stale' && (
        <Typography role="status" gutterBottom>
          {shared('live.stale', { time: <RelativeTime at={live.since} /> })}
        </Typography>
      )}
      <StaleCluster clusters={live.value.clusters} choice={choice} />
      <LogView
        key={keyOf(choice)}
        choice={choice}
        address={address}
        request={requestOf(choice)}
      />
    </Content>
  );
}

/** What is read anew rather than gone on with. */
function keyOf(choice: Choice): string {
  return JSON.stringify(requestOf(choice));
}
