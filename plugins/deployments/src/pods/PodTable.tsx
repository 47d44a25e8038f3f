import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PodRow } from '@pilothouse/plugin-platform-common';
import { RelativeTime, StatusLabel } from '@pilothouse/plugin-platform-react';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { deploymentsTranslationRef } from '../language/ref';
import type { Column } from '../ui/columns';
import { Glow } from '../ui/Glow';
import { Rows } from '../ui/Rows';
import { Section } from '../ui/Section';
import { fitting } from './fitting';
import { LastExit } from './LastExit';
import { PodSearch } from './PodSearch';

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
  const [text, setText] = useState('');
  const around = useRef<HTMLDivElement>(null);
  const found = useMemo(() => fitting(pods, text), [pods, text]);
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
      {(pods.length > 0 || text !== '') && (
        <PodSearch text={text} onChange={setText} rows={around} />
      )}
      {pods.length === 0 && <p>{t(known ? 'pods.none' : 'pods.notKnown')}</p>}
      {pods.length > 0 && found.length === 0 && (
        <p role="status">{t('pods.noneFits')}</p>
      )}
      {found.length > 0 && (
        <div ref={around}>
          <Rows
            // What no longer fits has not gone, so that no row is held for it.
            key={text}
            label={t('pods.title')}
            rows={found}
            keyOf={keyOf}
            columns={columns}
          />
        </div>
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
