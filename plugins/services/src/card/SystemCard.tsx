import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import type { Services } from '@pilothouse/plugin-platform-common';
import { ClusterNotes, useLive } from '@pilothouse/plugin-platform-react';
import { useMemo } from 'react';
import { Matrix } from '../applications/Matrix';
import { servicesTranslationRef } from '../language/ref';
import { LiveServices } from '../live/LiveServices';
import { fitting, noFilter } from '../rows/filter';
import { allAnswer } from '../rows/known';
import { environmentsOf } from '../rows/options';
import { brokenFirst, sorted } from '../rows/sort';

/** The services of an application and what runs of them. */
export function SystemCard() {
  const { t } = useTranslationRef(servicesTranslationRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const live = useLive('services.list', {});
  return (
    <EntityInfoCard
      title={t('card.services')}
      footerActions={
        <Link to={`/services?application=${encodeURIComponent(entityRef)}`}>
          {t('applications.showServices')}
        </Link>
      }
    >
      <LiveServices live={live}>
        {services => (
          <Application
            services={services}
            entityRef={entityRef}
            name={entity.metadata.title ?? entity.metadata.name}
          />
        )}
      </LiveServices>
    </EntityInfoCard>
  );
}

function Application(props: {
  services: Services;
  entityRef: string;
  name: string;
}) {
  const { t } = useTranslationRef(servicesTranslationRef);
  const { services, entityRef } = props;
  const views = useMemo(() => {
    const filter = { ...noFilter, application: entityRef };
    return sorted(fitting(services, filter, []), brokenFirst);
  }, [services, entityRef]);
  return (
    <>
      <ClusterNotes clusters={services.clusters} />
      {views.length === 0 ? (
        t(
          allAnswer(services.clusters)
            ? 'card.noServices'
            : 'card.noServicesKnown',
        )
      ) : (
        <Matrix
          name={props.name}
          services={views}
          environments={environmentsOf(services)}
          manyClusters={services.clusters.length > 1}
          allAnswer={allAnswer(services.clusters)}
        />
      )}
    </>
  );
}
