import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import { RelativeTime, StatusLabel } from '@pilothouse/plugin-platform-react';
import { useMemo, useState } from 'react';
import { deploymentsTranslationRef } from '../language/ref';
import type { Column } from '../ui/columns';
import { Rows } from '../ui/Rows';
import { Section } from '../ui/Section';

type Event = PlacementDetail['events'][number];

const keyOf = (event: Event) => event.id;
const firstEvents = 8;

/** What Kubernetes told of the workload and its pods, newest first. */
export function Events(props: {
  events: readonly Event[];
  /** Whether there are none but these. */
  known: boolean;
}) {
  const { events, known } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const [all, setAll] = useState(false);
  const columns = useMemo(
    (): Column<Event>[] => [
      {
        id: 'reason',
        title: t('events.reason'),
        cell: ({ type, reason }) =>
          type === 'Normal' ? (
            reason ?? type
          ) : (
            <StatusLabel status="degraded" word={reason ?? type} />
          ),
      },
      { id: 'message', title: t('events.message'), cell: e => e.message },
      {
        id: 'about',
        title: t('events.about'),
        mono: true,
        whole: true,
        cell: e => e.about,
      },
      {
        id: 'count',
        title: t('events.count'),
        number: true,
        cell: ({ count }) => (count > 1 ? count : undefined),
      },
      {
        id: 'at',
        title: t('events.at'),
        cell: ({ at }) => at && <RelativeTime at={at} />,
      },
    ],
    [t],
  );
  return (
    <Section title={t('events.title')}>
      {events.length === 0 && (
        <p>{t(known ? 'events.none' : 'events.notKnown')}</p>
      )}
      {events.length > 0 && (
        <Rows
          label={t('events.title')}
          rows={events}
          keyOf={keyOf}
          columns={columns}
          most={all ? undefined : firstEvents}
        />
      )}
      {!all && events.length > firstEvents && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('events.all', { count: events.length })}
        </Button>
      )}
    </Section>
  );
}
