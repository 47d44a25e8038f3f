import { stringifyEntityRef } from '@backstage/catalog-model';
import { Content, Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import type {
  Binding,
  InstanceRef,
  ServiceBindings,
} from '@pilothouse/plugin-platform-common';
import {
  ClusterNotes,
  StatusLabel,
  useLive,
} from '@pilothouse/plugin-platform-react';
import { useState } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { Table } from '../instance/Table';
import { Known } from '../page/Known';
import { instancePath, marketplacePath } from '../page/paths';
import { Section } from '../page/Section';
import { useSaying } from '../words/useSaying';
import { BindDialog } from './BindDialog';
import { BindingRows } from './BindingRows';

/** The tab of a service with the middleware that it uses, and that it could use. */
export function MiddlewareTab() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const live = useLive('marketplace.service', { entityRef });
  return (
    <Content>
      <Known live={live}>
        {value => <Middleware entityRef={entityRef} value={value} />}
      </Known>
    </Content>
  );
}

function Middleware(props: { entityRef: string; value: ServiceBindings }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { clusters, pending, bindings } = props.value;
  return (
    <>
      <ClusterNotes clusters={clusters} pending={pending} />
      <Section title={t('binding.tab.uses')}>
        {bindings.length === 0 ? (
          <p>{t('binding.tab.usesNothing')}</p>
        ) : (
          <BindingRows
            bindings={bindings}
            nameOf={each => <Instance binding={each} />}
          />
        )}
      </Section>
      <There {...props} />
      <Link to={marketplacePath}>{t('binding.tab.market')}</Link>
    </>
  );
}

function Instance({ binding }: { binding: Binding }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { instance, secret, target } = binding;
  return (
    <>
      {instance ? (
        <Link to={instancePath(instance)} underline="always">
          {instance.name}
        </Link>
      ) : (
        t('binding.tab.unknownInstance', { secret })
      )}
      {` · ${target.cluster}/${target.namespace} · ${target.kind} `}
      <code>{target.name}</code>
    </>
  );
}

/** Instances where the service runs of which it has nothing. */
function There(props: { entityRef: string; value: ServiceBindings }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const say = useSaying();
  const [binding, setBinding] = useState<InstanceRef>();
  const { bindings, instances } = props.value;
  const used = new Set(bindings.flatMap(each => keyOf(each.instance) ?? []));
  const others = instances.filter(({ ref }) => !used.has(keyOf(ref) ?? ''));
  const label = t('binding.tab.there');
  return (
    <Section title={label}>
      {others.length === 0 ? (
        <p>{t('binding.tab.thereNone')}</p>
      ) : (
        <Table
          label={label}
          head={[
            t('column.name'),
            t('column.item'),
            t('column.status'),
            t('column.place'),
            '',
          ]}
          rows={others.map(({ ref, title, ...instance }) => ({
            key: keyOf(ref) ?? '',
            cells: [
              <Link key="name" to={instancePath(ref)}>
                {ref.name}
              </Link>,
              title,
              <StatusLabel
                key="status"
                status={instance.status}
                word={say(instance).word}
              />,
              `${ref.cluster}/${ref.namespace}`,
              <Button
                key="bind"
                size="small"
                variant="outlined"
                style={{ textTransform: 'none' }}
                disabled={instance.deletion !== undefined}
                onClick={() => setBinding(ref)}
              >
                {t('binding.bindNow', { name: ref.name })}
              </Button>,
            ],
          }))}
        />
      )}
      {binding && (
        <BindDialog
          instanceRef={binding}
          service={props.entityRef}
          onClose={() => setBinding(undefined)}
        />
      )}
    </Section>
  );
}

function keyOf(ref: InstanceRef | undefined): string | undefined {
  return ref && instancePath(ref);
}
