import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  tellsWhatRuns,
  type ServiceDeployments,
} from '@pilothouse/plugin-platform-common';
import {
  ClusterNotes,
  LiveValue,
  type Live,
} from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { deploymentsTranslationRef } from '../language/ref';
import { Loading } from './Loading';
import { inOrder, silentClusters, type Placed } from './placements';
import { Tiles } from './Tiles';
import { usePlacement } from './usePlacement';

const useStyles = makeStyles(theme => ({
  note: { margin: theme.spacing(0, 0, 1) },
}));

/** What runs of a service, as well as it is known. */
export function Deployments(props: {
  live: Live<ServiceDeployments>;
  /** What the service is called. */
  name: string;
  /** What is to be said where nothing runs. */
  nothing: ReactNode;
  /** What stands here when there is no such thing, where there is more to say of that. */
  missing?: ReactNode;
  /** Shows the placement that is open. */
  children: (placed: Placed) => ReactNode;
}) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { live, name } = props;
  return (
    <LiveValue
      live={live}
      missing={props.missing}
      words={{
        loading: <Loading name={name} />,
        failed: t('tab.failed'),
        failedAdvice: t('tab.failedAdvice'),
        notAllowed: t('tab.notAllowed'),
        notAllowedAdvice: t('tab.notAllowedAdvice'),
      }}
    >
      {deployments => <Known {...props} deployments={deployments} />}
    </LiveValue>
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
      <ClusterNotes
        clusters={silentClusters(props.deployments)}
        readable={clusters}
      />
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
