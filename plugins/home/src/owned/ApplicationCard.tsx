import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { ServiceView } from '@pilothouse/plugin-platform-common';
import { CellMark } from '@pilothouse/plugin-platform-react';
import { homeTranslationRef } from '../language/ref';
import { titleOf, type Application } from './applications';
import { useCardStyles } from './cardStyles';
import { Running } from './Running';

/** An application with what of it one owns, and what runs of its services. */
export function ApplicationCard(props: {
  application: Application;
  running: ReadonlyMap<string, ServiceView>;
}) {
  const classes = useCardStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const { application, running } = props;
  const { services, others } = application;
  return (
    <li className={classes.card}>
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
  const { entity, view } = props;
  return (
    <li>
      <EntityRefLink entityRef={entity} hideIcon>
        {titleOf(entity)}
      </EntityRefLink>
      <State of={entity} view={view} />
    </li>
  );
}

/** What runs of it, or else what it is. */
function State(props: { of: Entity; view: ServiceView | undefined }) {
  const classes = useCardStyles();
  const { view } = props;
  if (view && view.cells.length > 0) return <Running view={view} />;
  if (view?.undeployed) {
    const { status, undeployed } = view;
    return (
      <CellMark cell={{ status, undeployed, versions: [] }} size={12} spoken />
    );
  }
  const type = props.of.spec?.type;
  return (
    <span className={classes.type}>{typeof type === 'string' ? type : ''}</span>
  );
}
