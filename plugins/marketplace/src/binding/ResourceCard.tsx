import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  middlewareAnnotation,
  readInstanceRef,
  type InstanceRef,
} from '@pilothouse/plugin-platform-common';
import {
  ClusterNotes,
  StatusLabel,
  useLive,
} from '@pilothouse/plugin-platform-react';
import { marketplaceTranslationRef } from '../language/ref';
import { Known } from '../page/Known';
import { instancePath } from '../page/paths';
import { useSaying } from '../words/useSaying';
import { BindingsSection } from './BindingsSection';

/** The instance that a resource of the catalog stands for, live. */
export function ResourceCard() {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { entity } = useEntity();
  const value = entity.metadata.annotations?.[middlewareAnnotation];
  const ref = readInstanceRef(value);
  return (
    <EntityInfoCard title={t('binding.resource.title')}>
      {ref ? (
        <Instance instanceRef={ref} />
      ) : (
        <p>{t('binding.resource.gone')}</p>
      )}
    </EntityInfoCard>
  );
}

function Instance({ instanceRef }: { instanceRef: InstanceRef }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const say = useSaying();
  const live = useLive('marketplace.instance', instanceRef);
  const gone = <p>{t('binding.resource.gone')}</p>;
  return (
    <Known live={live} missing={gone}>
      {({ cluster, item, pending, instance }) => (
        <>
          <ClusterNotes
            clusters={[cluster]}
            pending={pending ? [cluster.name] : []}
          />
          {instance ? (
            <>
              <p>
                {item.title} · {instanceRef.cluster}/{instanceRef.namespace}
              </p>
              <StatusLabel
                status={instance.status}
                since={instance.since}
                {...say(instance)}
                stale={cluster.knowledge.kind !== 'live'}
              />
              <p>
                <Link to={instancePath(instanceRef)}>
                  {t('binding.resource.open', { name: instanceRef.name })}
                </Link>
              </p>
              <BindingsSection instanceRef={instanceRef} />
            </>
          ) : (
            !pending && gone
          )}
        </>
      )}
    </Known>
  );
}
