import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import { RelativeTime } from '@pilothouse/plugin-platform-react';
import { useMemo } from 'react';
import { deploymentsTranslationRef } from '../language/ref';
import type { Column } from '../ui/columns';
import { Glow } from '../ui/Glow';
import { Rows } from '../ui/Rows';
import { Section } from '../ui/Section';

type Condition = PlacementDetail['conditions'][number];

const keyOf = (condition: Condition) => condition.type;

/** The conditions of a workload in Kubernetes' own words. */
export function Conditions(props: { conditions: readonly Condition[] }) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const columns = useMemo(
    (): Column<Condition>[] => [
      { id: 'type', title: t('conditions.type'), cell: ({ type }) => type },
      {
        id: 'status',
        title: t('conditions.status'),
        cell: ({ status }) => <Glow of={status}>{status}</Glow>,
      },
      { id: 'reason', title: t('conditions.reason'), cell: c => c.reason },
      { id: 'message', title: t('conditions.message'), cell: c => c.message },
      {
        id: 'since',
        title: t('conditions.since'),
        cell: ({ since }) => since && <RelativeTime at={since} />,
      },
    ],
    [t],
  );
  if (props.conditions.length === 0) {
    return null;
  }
  return (
    <Section title={t('conditions.title')}>
      <Rows
        label={t('conditions.title')}
        rows={props.conditions}
        keyOf={keyOf}
        columns={columns}
      />
    </Section>
  );
}
