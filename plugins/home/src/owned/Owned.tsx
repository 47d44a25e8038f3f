import { Link, LinkButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceView } from '@pilothouse/plugin-platform-common';
import { Failure } from '@pilothouse/plugin-platform-react';
import { homeTranslationRef } from '../language/ref';
import { ApplicationCard } from './ApplicationCard';
import { Unregistered } from './Unregistered';
import type { useOwned } from './useOwned';

/** What runs, as far as that is known. */
export interface Running {
  /** By the key of the service: its reference, where the catalog knows it. */
  readonly views: ReadonlyMap<string, ServiceView>;
  /** What of it is mine, as the Services page lists it. */
  readonly mine: readonly ServiceView[];
  /** Whether the person sees the services of all teams. */
  readonly ofAll: boolean;
}

const useStyles = makeStyles(theme => ({
  applications: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 320px), 1fr))',
    gap: theme.spacing(2),
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  all: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 3),
    marginTop: theme.spacing(2),
  },
  empty: { '& > a': { marginTop: theme.spacing(2) } },
}));

/** What one owns: applications with their services, and what runs of them. */
export function Owned(props: {
  owned: ReturnType<typeof useOwned>;
  running: Running;
}) {
  const { owned, running } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  if (owned.isError) {
    return (
      <Failure
        title={t('owned.failed')}
        advice={t('owned.failedAdvice')}
        error={owned.error}
        onRetry={() => owned.refetch()}
      />
    );
  }
  if (!owned.data) {
    return (
      <div role="status">
        <Typography gutterBottom>{t('owned.loading')}</Typography>
        <LinearProgress />
      </div>
    );
  }
  const { applications, total } = owned.data;
  const unregistered = running.mine.filter(({ row }) => !row.entityRef);
  if (total + unregistered.length === 0) {
    return (
      <div className={classes.empty}>
        <Typography>{t('owned.empty')}</Typography>
        <LinkButton to="/create" variant="contained" color="primary">
          {t('owned.create')}
        </LinkButton>
        <More running={running} />
      </div>
    );
  }
  return (
    <>
      <ul className={classes.applications}>
        {applications.map(application => (
          <ApplicationCard
            key={application.ref ?? ''}
            application={application}
            running={running.views}
          />
        ))}
        {unregistered.length > 0 && <Unregistered workloads={unregistered} />}
      </ul>
      <More running={running} />
    </>
  );
}

/**
 * Leads to the Services page, with the number of rows that it has: a service is what the
 * catalog says runs on Kubernetes, or a workload of the team's namespaces that the catalog
 * lacks.
 */
function More({ running }: { running: Running }) {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const { mine, views, ofAll } = running;
  return (
    <div className={classes.all}>
      {mine.length > 0 && (
        <Link to="/services?team=mine">
          {t('owned.all', { count: mine.length })}
        </Link>
      )}
      {ofAll && (
        <Link to="/services">{t('owned.ofAll', { count: views.size })}</Link>
      )}
    </div>
  );
}
