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
import { useHeld } from '../choice/useHeld';
import { useAddress } from '../choice/useAddress';
import { logsTranslationRef } from '../language/ref';
import { LogView } from './LogView';
import { NothingToRead } from './NothingToRead';
import { StaleCluster, UnreadableCluster } from './StaleCluster';

/** The tab of a service with what its pods say, as they say it. */
export function LogsTab() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(logsTranslationRef);
  const { t: shared } = useTranslationRef(platformReactTranslationRef);
  const address = useAddress();
  const entityRef = stringifyEntityRef(entity);
  const live = useLive('deployments.service', { entityRef });
  const held = useHeld(entityRef, live);
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
  const chosen = choose(live.value, address.wish, held);
  if (chosen.kind !== 'chosen') {
    return (
      <Content>
        <NothingToRead
          chosen={chosen}
          clusters={live.value.clusters}
          change={address.change}
        />
      </Content>
    );
  }
  const { choice } = chosen;
  return (
    <Content>
      {live.kind === 'stale' && (
        <Typography role="status" gutterBottom>
          {shared('live.stale', { time: <RelativeTime at={live.since} /> })}
        </Typography>
      )}
      <StaleCluster clusters={live.value.clusters} choice={choice} />
      <UnreadableCluster clusters={live.value.clusters} choice={choice} />
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
