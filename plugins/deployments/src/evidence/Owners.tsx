import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import { RelativeTime } from '@pilothouse/plugin-platform-react';
import { deploymentsTranslationRef } from '../language/ref';
import { Section } from '../ui/Section';
import { Facts } from './Facts';
import { ownerKind } from './owner-kind';

/** Who set what last, and what keeps the object as git says. */
export function Owners(props: {
  placement: Pick<PlacementDetail, 'owners' | 'managedBy'>;
}) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { owners, managedBy } = props.placement;
  if (owners.length === 0 && !managedBy) {
    return null;
  }
  return (
    <Section title={t('owners.title')}>
      {managedBy && <p>{t(`owners.managedBy.${managedBy}`)}</p>}
      <Facts
        facts={owners.map(({ field, manager, at }) => ({
          key: field,
          name: t(`owners.field.${field}`),
          value: (
            <span title={manager}>
              {t(`owners.kind.${ownerKind(manager)}`, { manager })}{' '}
              {at && <RelativeTime at={at} />}
            </span>
          ),
        }))}
      />
    </Section>
  );
}
