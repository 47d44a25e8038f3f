import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import type { Binding, InstanceRef } from '@pilothouse/plugin-platform-common';
import {
  deploymentsPath,
  nameOfRef,
  useLive,
} from '@pilothouse/plugin-platform-react';
import { useState } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { Known } from '../page/Known';
import { Section } from '../page/Section';
import { BindDialog } from './BindDialog';
import { BindingRows } from './BindingRows';

/** Who has the credentials of an instance, and the way to give them to a service. */
export function BindingsSection({ instanceRef }: { instanceRef: InstanceRef }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const live = useLive('marketplace.bindings', instanceRef);
  const [binding, setBinding] = useState(false);
  return (
    <Section title={t('binding.title')}>
      <Known live={live}>
        {({ bindings }) =>
          bindings.length === 0 ? (
            <p>{t('binding.none')}</p>
          ) : (
            <BindingRows
              bindings={bindings}
              nameOf={each => <Workload binding={each} />}
            />
          )
        }
      </Known>
      <p>
        <Button
          variant="outlined"
          style={{ textTransform: 'none' }}
          onClick={() => setBinding(true)}
        >
          {t('binding.bind')}
        </Button>
      </p>
      {binding && (
        <BindDialog
          instanceRef={instanceRef}
          onClose={() => setBinding(false)}
        />
      )}
    </Section>
  );
}

function Workload({ binding: { services, target } }: { binding: Binding }) {
  const [service] = services;
  const name = (
    <>
      {target.kind} <code>{target.name}</code>
    </>
  );
  return service ? (
    <>
      <Link to={deploymentsPath(service)} underline="always">
        {nameOfRef(service)}
      </Link>{' '}
      · {name}
    </>
  ) : (
    name
  );
}
