import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { InstanceDetail } from '@pilothouse/plugin-platform-common';
import {
  Failure,
  RelativeTime,
  StatusLabel,
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';
import { useState } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { Section } from '../page/Section';
import { Table } from './Table';

const useStyles = makeStyles(theme => ({
  yaml: {
    '& summary': { cursor: 'pointer' },
    '& pre': {
      padding: theme.spacing(1),
      maxHeight: 400,
      overflow: 'auto',
      fontSize: 12,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
    },
  },
}));

/** What an instance consists of, and what was told of it. */
export function Evidence({ instance }: { instance: InstanceDetail }) {
  return (
    <>
      {!(instance.grants && instance.pods.length === 0) && (
        <Pods pods={instance.pods} />
      )}
      <Volumes volumes={instance.volumes} />
      <Conditions conditions={instance.conditions} />
      <Events events={instance.events} />
      <Wanted instance={instance} />
    </>
  );
}

/** What is wanted; all of it for those whom the cluster lets read it, once they ask. */
function Wanted({ instance }: { instance: InstanceDetail }) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const [whole, setWhole] = useState(false);
  const { ref, kind, wanted } = instance;
  const { data, error, refetch } = usePlatformQuery({
    queryKey: ['marketplace.values', ref],
    queryFn: ({ signal }) => client.marketplace.values(ref, { signal }),
    enabled: whole,
    staleTime: 0,
  });
  return (
    <details className={classes.yaml}>
      <summary>{t('evidence.wanted', { kind })}</summary>
      <pre>{whole && data ? data.yaml : wanted}</pre>
      {whole && error && (
        <Failure
          title={t('evidence.noWhole')}
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      {!whole && (
        <Button
          size="small"
          style={{ textTransform: 'none' }}
          onClick={() => setWhole(true)}
        >
          {t('evidence.whole')}
        </Button>
      )}
    </details>
  );
}

function Pods({ pods }: Pick<InstanceDetail, 'pods'>) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  return (
    <Section title={t('evidence.pods')}>
      {pods.length === 0 ? (
        <p>{t('evidence.noPods')}</p>
      ) : (
        <Table
          label={t('evidence.pods')}
          head={[
            t('evidence.name'),
            t('evidence.state'),
            t('evidence.restarts'),
            t('evidence.node'),
            t('evidence.started'),
          ]}
          rows={pods.map(pod => ({
            key: pod.name,
            cells: [
              <code key="name">{pod.name}</code>,
              <StatusLabel
                key="state"
                status={pod.ready ? 'healthy' : 'progressing'}
                word={pod.ready ? t('evidence.ready') : pod.phase}
              />,
              pod.restarts,
              pod.node ?? '',
              pod.startedAt && <RelativeTime at={pod.startedAt} />,
            ],
          }))}
        />
      )}
    </Section>
  );
}

function Volumes({ volumes }: Pick<InstanceDetail, 'volumes'>) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  return volumes.length === 0 ? null : (
    <Section title={t('evidence.volumes')}>
      <Table
        label={t('evidence.volumes')}
        head={[
          t('evidence.name'),
          t('evidence.state'),
          t('evidence.capacity'),
          t('evidence.requested'),
          t('evidence.storageClass'),
        ]}
        rows={volumes.map(volume => ({
          key: volume.name,
          cells: [
            <code key="name">{volume.name}</code>,
            volume.phase,
            volume.capacity,
            volume.requested,
            volume.storageClass,
          ],
        }))}
      />
    </Section>
  );
}

function Conditions({ conditions }: Pick<InstanceDetail, 'conditions'>) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  return conditions.length === 0 ? null : (
    <Section title={t('evidence.conditions')}>
      <Table
        label={t('evidence.conditions')}
        head={[
          t('evidence.type'),
          t('evidence.value'),
          t('evidence.reason'),
          t('evidence.message'),
          t('evidence.since'),
        ]}
        rows={conditions.map(condition => ({
          key: condition.type,
          cells: [
            condition.type,
            condition.status,
            condition.reason,
            condition.message,
            condition.since && <RelativeTime at={condition.since} />,
          ],
        }))}
      />
    </Section>
  );
}

function Events({ events }: Pick<InstanceDetail, 'events'>) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  return (
    <Section title={t('evidence.events')}>
      {events.length === 0 ? (
        <p>{t('evidence.noEvents')}</p>
      ) : (
        <Table
          label={t('evidence.events')}
          head={[
            t('evidence.when'),
            t('evidence.about'),
            t('evidence.reason'),
            t('evidence.message'),
            t('evidence.count'),
          ]}
          rows={events.map((event, i) => ({
            key: `${event.about} ${event.reason} ${event.at} ${i}`,
            cells: [
              event.at && <RelativeTime at={event.at} />,
              event.about,
              event.reason,
              event.message,
              event.count,
            ],
          }))}
        />
      )}
    </Section>
  );
}
