import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  tellsWhatRuns,
  type ServiceDeployments,
} from '@pilothouse/plugin-platform-common';
import {
  Failure,
  isNotAllowed,
  platformReactTranslationRef,
  RelativeTime,
  type Live,
} from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { deploymentsTranslationRef } from '../language/ref';
import { ClusterNotes, UnreadableNotes } from './ClusterNotes';
import { Loading } from './Loading';
import { inOrder, silentClusters, type Placed } from './placements';
import { Tiles } from './Tiles';
import { usePlacement } from './usePlacement';

const useStyles = makeStyles(theme => ({
  stale: { filter: 'grayscale(0.8)' },
  note: { margin: theme.spacing(0, 0, 1) },
}));

/** What runs of a service, as well as it is known. */
export function Deployments(props: {
  live: Live<ServiceDeployments>;
  /** What the service is called. */
  name: string;
  /** What is to be said where nothing runs. */
  nothing: ReactNode;
  /** Shows the placement that is open. */
  children: (placed: Placed) => ReactNode;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { t: shared } = useTranslationRef(platformReactTranslationRef);
  const { live, name } = props;
  if (live.kind === 'loading') {
    return <Loading name={name} />;
  }
  if (live.kind === 'failed') {
    const words = isNotAllowed(live.because) ? 'notAllowed' : 'failed';
    return (
      <Failure
        title={t(`tab.${words}`)}
        advice={t(`tab.${words}Advice`)}
        error={live.because}
      />
    );
  }
  return (
    <>
      {live.kind === 'stale' && (
        <p role="status" className={classes.note}>
          {shared('live.stale', { time: <RelativeTime at={live.since} /> })}
        </p>
      )}
      <div className={live.kind === 'stale' ? classes.stale : undefined}>
        <Known {...props} deployments={live.value} />
      </div>
    </>
  );
}

function Known(props: {
  deployments: ServiceDeployments;
  nothing: ReactNode;
  children: (placed: Placed) => ReactNode;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const shown = usePlacement(props.deployments);
  const placed = inOrder(props.deployments);
  const open = shown.kind === 'open' ? shown.placed : undefined;
  const { clusters } = props.deployments;
  return (
    <>
      <ClusterNotes clusters={silentClusters(props.deployments)} />
      <UnreadableNotes clusters={clusters} />
      {shown.kind === 'gone' && (
        <p role="status" className={classes.note}>
          {t('tab.missing', { placement: shown.id })}{' '}
          {placed.length > 0 && t('tab.chooseAnother')}
        </p>
      )}
      {shown.kind === 'not-known' && (
        <p role="status" className={classes.note}>
          {t('tab.notKnown', { placement: shown.id })}
        </p>
      )}
      {placed.length > 0 && <Tiles placed={placed} open={open?.placement.id} />}
      {open && props.children(open)}
      {placed.length === 0 && clusters.every(tellsWhatRuns) && props.nothing}
    </>
  );
}
