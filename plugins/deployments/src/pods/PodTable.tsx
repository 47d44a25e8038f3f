import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PodRow } from '@pilothouse/plugin-platform-common';
import { RelativeTime, StatusLabel } from '@pilothouse/plugin-platform-react';
import { useMemo, type ReactNode } from 'react';
import { deploymentsTranslationRef } from '../language/ref';
import type { Column } from '../ui/columns';
import { Glow } from '../ui/Glow';
import { Rows } from '../ui/Rows';
import { Section } from '../ui/Section';
import { LastExit } from './LastExit';

const keyOf = (pod: PodRow) => pod.uid;

/** The pods of a workload: how each is, where it is, and how it ended last. */
export function PodTable(props: {
  pods: readonly PodRow[];
  /** Whether there are none but these. */
  known: boolean;
  /** What can be done with a pod. */
  actions: (pod: PodRow) => ReactNode;
}) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { pods, known, actions } = props;
  const columns = useMemo(
    (): Column<PodRow>[] => [
      { id: 'pod', title: t('pods.pod'), mono: true, cell: ({ name }) => name },
      { id: 'status', title: t('pods.status'), cell: podStatus },
      { id: 'ready', title: t('pods.ready'), number: true, cell: podReady },
      {
        id: 'restarts',
        title: t('pods.restarts'),
        number: true,
        cell: podRestarts,
      },
      {
        id: 'node',
        title: t('pods.node'),
        mono: true,
        cell: ({ node }) => node,
      },
      { id: 'age', title: t('pods.age'), cell: podAge },
      {
        id: 'exit',
        title: t('pods.lastExit'),
        cell: ({ lastExit }) => lastExit && <LastExit exit={lastExit} />,
      },
      { id: 'actions', title: t('pods.actions'), cell: actions },
    ],
    [t, actions],
  );
  return (
    <Section
      title={t('pods.title')}
      aside={
        (known || pods.length > 0) && t('pods.count', { count: pods.length })
      }
    >
      {pods.length > 0 ? (
        <Rows
          label={t('pods.title')}
          rows={pods}
          keyOf={keyOf}
          columns={columns}
        />
      ) : (
        <p>{t(known ? 'pods.none' : 'pods.notKnown')}</p>
      )}
    </Section>
  );
}

function podStatus({ status, phase }: PodRow) {
  return (
    <Glow of={phase}>
      <StatusLabel status={status} word={phase} />
    </Glow>
  );
}

function podReady({ readyContainers, containers }: PodRow) {
  const ready = `${readyContainers}/${containers.length}`;
  return <Glow of={ready}>{ready}</Glow>;
}

function podRestarts({ restarts, lastRestartAt }: PodRow) {
  return (
    <>
      <Glow of={restarts}>{restarts}</Glow>
      {restarts > 0 && lastRestartAt && (
        <div>
          <RelativeTime at={lastRestartAt} />
        </div>
      )}
    </>
  );
}

function podAge({ createdAt }: PodRow) {
  return createdAt && <RelativeTime at={createdAt} />;
}
