import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import type {
  Ability,
  InstanceDetail,
  InstanceRevision,
} from '@pilothouse/plugin-platform-common';
import {
  Failure,
  RelativeTime,
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';
import { useState } from 'react';
import { Table } from '../instance/Table';
import { marketplaceTranslationRef } from '../language/ref';
import { Section } from '../page/Section';
import { useRefusal } from '../words/useRefusal';
import { RollbackDialog } from './RollbackDialog';

/** How an instance was after each change, once somebody asks, and the way back. */
export function RevisionsSection(props: {
  instance: InstanceDetail;
  ability: Ability;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const refusal = useRefusal();
  const { ability, instance } = props;
  const { ref, since, wanted, uid } = instance;
  const [shown, setShown] = useState(false);
  const [back, setBack] = useState<number>();
  const { data, error, refetch } = usePlatformQuery({
    queryKey: ['marketplace.revisions', ref, uid, since, wanted],
    queryFn: ({ signal }) => client.marketplace.revisions(ref, { signal }),
    enabled: shown,
    staleTime: 0,
  });
  const refused = refusal(ability);
  return (
    <Section title={t('history.title')}>
      <p>{t('history.help')}</p>
      {!shown && (
        <Button
          variant="outlined"
          style={{ textTransform: 'none' }}
          onClick={() => setShown(true)}
        >
          {t('history.show')}
        </Button>
      )}
      {shown && !data && !error && (
        <LinearProgress aria-label={t('history.looking')} />
      )}
      {error && (
        <Failure
          title={t('history.failed')}
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      {data && refused && <p>{refused}</p>}
      {data && (
        <Revisions
          revisions={data.revisions}
          disabled={!ability.allowed}
          onBack={setBack}
        />
      )}
      {back !== undefined && (
        <RollbackDialog
          request={{ ref, revision: back }}
          onClose={() => {
            setBack(undefined);
            void refetch();
          }}
        />
      )}
    </Section>
  );
}

function Revisions(props: {
  revisions: readonly InstanceRevision[];
  disabled: boolean;
  onBack: (revision: number) => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { revisions, disabled, onBack } = props;
  if (revisions.length === 0) return <p>{t('history.none')}</p>;
  const stateOf = ({ state, of }: InstanceRevision) =>
    [
      t(`history.${state === 'failed' ? 'wrong' : state}`),
      ...(of === undefined ? [] : [t('history.of', { revision: String(of) })]),
    ].join(' · ');
  return (
    <Table
      label={t('history.list')}
      head={[
        t('history.revision'),
        t('history.at'),
        t('history.version'),
        t('history.state'),
        '',
      ]}
      rows={revisions.map(each => ({
        key: String(each.revision),
        cells: [
          each.revision,
          each.at && <RelativeTime at={each.at} />,
          each.version && <code>{each.version}</code>,
          stateOf(each),
          each.state === 'earlier' && (
            <Button
              size="small"
              style={{ textTransform: 'none', whiteSpace: 'nowrap' }}
              disabled={disabled}
              onClick={() => onBack(each.revision)}
            >
              {t('history.back', { revision: String(each.revision) })}
            </Button>
          ),
        ],
      }))}
    />
  );
}
