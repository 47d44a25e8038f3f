import { Link, LinkButton } from '@backstage/core-components';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceView } from '@pilothouse/plugin-platform-common';
import { Failure } from '@pilothouse/plugin-platform-react';
import { homeTranslationRef } from '../language/ref';
import { titleOf, type Application } from './applications';
import { Running } from './Running';
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
  application: {
    padding: theme.spacing(2),
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    '& h3': { margin: 0, fontSize: 16 },
    '& p': { margin: theme.spacing(0.5, 0, 0), fontSize: 13 },
  },
  description: { color: theme.palette.text.secondary },
  rows: {
    listStyle: 'none',
    margin: theme.spacing(1, 0, 0),
    padding: 0,
    '& li': {
      display: 'flex',
      gap: theme.spacing(1),
      justifyContent: 'space-between',
      padding: theme.spacing(0.5, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      fontSize: 14,
    },
  },
  others: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1.5),
    listStyle: 'none',
    margin: 0,
    padding: theme.spacing(1, 0, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    fontSize: 13,
  },
  type: { color: theme.palette.text.secondary, whiteSpace: 'nowrap' },
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

function ApplicationCard(props: {
  application: Application;
  running: ReadonlyMap<string, ServiceView>;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const { application, running } = props;
  const { services, others } = application;
  return (
    <li className={classes.application}>
      <h3>
        {application.ref ? (
          <EntityRefLink entityRef={application.ref} hideIcon>
            {application.title}
          </EntityRefLink>
        ) : (
          t('owned.noApplication')
        )}
      </h3>
      {application.description && (
        <p className={classes.description}>{application.description}</p>
      )}
      {services.length > 0 ? (
        <ul className={classes.rows}>
          {services.map(entity => (
            <Row
              key={stringifyEntityRef(entity)}
              entity={entity}
              view={running.get(stringifyEntityRef(entity))}
            />
          ))}
        </ul>
      ) : (
        <p>{t('owned.noServices')}</p>
      )}
      {others.length > 0 && (
        <ul className={classes.others} aria-label={t('owned.others')}>
          {others.map(entity => (
            <li key={stringifyEntityRef(entity)}>
              <EntityRefLink entityRef={entity}>
                {titleOf(entity)}
              </EntityRefLink>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Row(props: { entity: Entity; view: ServiceView | undefined }) {
  const classes = useStyles();
  const { entity, view } = props;
  const type = entity.spec?.type;
  return (
    <li>
      <EntityRefLink entityRef={entity} hideIcon>
        {titleOf(entity)}
      </EntityRefLink>
      {view && view.cells.length > 0 ? (
        <Running view={view} />
      ) : (
        <span className={classes.type}>
          {typeof type === 'string' ? type : ''}
        </span>
      )}
    </li>
  );
}
