import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { viewsOf, type Services } from '@pilothouse/plugin-platform-common';
import {
  ClusterNotes,
  deploymentsPath,
  kubernetesId,
  StatusLabel,
  useLive,
} from '@pilothouse/plugin-platform-react';
import { useMemo } from 'react';
import { servicesTranslationRef } from '../language/ref';
import { CauseLine } from '../list/CauseLine';
import { EnvironmentCell } from '../list/EnvironmentCell';
import { LiveServices } from '../live/LiveServices';
import { allAnswer } from '../rows/known';

const useStyles = makeStyles(theme => ({
  cells: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 4),
    margin: theme.spacing(1.5, 0),
    '& dt': { fontSize: 12, color: theme.palette.text.secondary },
    '& dd': { margin: 0 },
  },
}));

/** What runs of a service, environment by environment, and why it is not well. */
export function ComponentCard() {
  const { t } = useTranslationRef(servicesTranslationRef);
  const entityRef = stringifyEntityRef(useEntity().entity);
  const live = useLive('services.list', {});
  return (
    <EntityInfoCard
      title={t('card.title')}
      footerActions={
        <Link to={deploymentsPath(entityRef)}>{t('card.deployments')}</Link>
      }
    >
      <LiveServices live={live}>
        {services => <Service services={services} entityRef={entityRef} />}
      </LiveServices>
    </EntityInfoCard>
  );
}

function Service(props: { services: Services; entityRef: string }) {
  const classes = useStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const { services, entityRef } = props;
  const view = useMemo(
    () => viewsOf(services).find(({ key }) => key === entityRef),
    [services, entityRef],
  );
  const manyClusters = services.clusters.length > 1;
  if (view?.undeployed) {
    return (
      <StatusLabel
        status={view.status}
        undeployed
        why={t('card.undeployed', { label: <code>{kubernetesId}</code> })}
      />
    );
  }
  if (!view || (view.placements.length === 0 && !view.row.selectorUnclear)) {
    return (
      <>
        <ClusterNotes clusters={services.clusters} />
        {t('card.notFound', { label: <code>{kubernetesId}</code> })}
      </>
    );
  }
  return (
    <>
      <StatusLabel
        status={view.status}
        asleep={view.asleep}
        since={view.asleep ? undefined : view.since}
        sinceReady={view.status === 'healthy'}
        why={
          <CauseLine
            view={view}
            manyClusters={manyClusters}
            allAnswer={allAnswer(services.clusters)}
          />
        }
      />
      <dl className={classes.cells}>
        {view.cells.map(cell => (
          <div key={cell.environment ?? ''}>
            <dt>{cell.environment ?? t('column.noEnvironment')}</dt>
            <dd>
              <EnvironmentCell cell={cell} manyClusters={manyClusters} roomy />
            </dd>
          </div>
        ))}
      </dl>
      <ClusterNotes clusters={services.clusters} />
    </>
  );
}
