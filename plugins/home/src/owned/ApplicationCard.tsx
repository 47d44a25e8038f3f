import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceView } from '@pilothouse/plugin-platform-common';
import { homeTranslationRef } from '../language/ref';
import { titleOf, type Application } from './applications';
import { Running } from './Running';

const useStyles = makeStyles(theme => ({
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
}));

/** An application with what of it one owns, and what runs of its services. */
export function ApplicationCard(props: {
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
