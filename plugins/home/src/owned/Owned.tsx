import { Link, LinkButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceView } from '@pilothouse/plugin-platform-common';
import { Failure } from '@pilothouse/plugin-platform-react';
import { homeTranslationRef } from '../language/ref';
import { ApplicationCard } from './ApplicationCard';
import type { Application } from './applications';
import type { useOwned } from './useOwned';

const useStyles = makeStyles(theme => ({
  applications: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 320px), 1fr))',
    gap: theme.spacing(2),
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  all: { marginTop: theme.spacing(2) },
  empty: { '& a': { marginTop: theme.spacing(2) } },
}));

/** What one owns: applications with their services, and what runs of them. */
export function Owned(props: {
  owned: ReturnType<typeof useOwned>;
  /** What runs of services, by their references, as far as that is known. */
  running: ReadonlyMap<string, ServiceView>;
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
  if (total === 0) {
    return (
      <div className={classes.empty}>
        <Typography>{t('owned.empty')}</Typography>
        <LinkButton to="/create" variant="contained" color="primary">
          {t('owned.create')}
        </LinkButton>
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
            running={running}
          />
        ))}
      </ul>
      <div className={classes.all}>
        <Link to="/services?team=mine">
          {t('owned.all', { count: servicesIn(applications) })}
        </Link>
      </div>
    </>
  );
}

function servicesIn(applications: readonly Application[]): number {
  return applications.reduce((sum, each) => sum + each.services.length, 0);
}
