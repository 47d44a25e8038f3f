import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  InstanceDetail,
  InstanceRef,
  Restoration,
} from '@pilothouse/plugin-platform-common';
import { RelativeTime, useLive } from '@pilothouse/plugin-platform-react';
import { Table } from '../instance/Table';
import { marketplaceTranslationRef } from '../language/ref';
import { instancePath } from '../page/paths';
import { Section } from '../page/Section';
import { useWords } from '../words/useWords';

/** Leads from the instance that was backed up to the one that was restored, and back. */
export function Switchover(props: {
  restoration: Restoration;
  instance: InstanceDetail;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { restoration, instance } = props;
  const { backup, of, exists, finishedAt } = restoration;
  const { name } = instance.ref;
  const isReady = instance.status === 'healthy';
  return (
    <Section title={t('switchover.title')}>
      <p>
        {t('switchover.from', {
          backup: <code>{backup}</code>,
          name: <Source of={of} exists={exists} />,
          time: finishedAt ? <RelativeTime at={finishedAt} /> : '',
        })}
      </p>
      {!isReady && <p>{t('switchover.wait', { name })}</p>}
      {isReady && of && (
        <>
          <Swaps restoration={restoration} />
          {exists && <Users of={of} now={instance.ref} />}
          <ol>
            <li>{t('switchover.look', { name })}</li>
            <li>{t('switchover.change')}</li>
            <li>{t('switchover.back', { name: of.name })}</li>
            <li>{t('switchover.end', { name: of.name })}</li>
          </ol>
        </>
      )}
    </Section>
  );
}

function Swaps({ restoration }: { restoration: Restoration }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const { endpoints, secrets } = restoration;
  const rows = [
    ...secrets.map(swap => ({ kind: 'Secret', ...swap })),
    ...endpoints.map(swap => ({ kind: t('access.endpoints'), ...swap })),
  ];
  return rows.length === 0 ? null : (
    <Table
      label={t('switchover.swaps')}
      head={[t('switchover.what'), t('switchover.before'), t('switchover.now')]}
      rows={rows.map(({ kind, title, from, to }) => ({
        key: `${kind} ${title.en}`,
        cells: [
          `${kind} · ${wordsOf(title)}`,
          <code key="from">{from}</code>,
          <code key="to">{to}</code>,
        ],
      }))}
    />
  );
}

/** Which services use the one and the other, as far as is known. */
function Users(props: { of: InstanceRef; now: InstanceRef }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const before = useUsers(props.of);
  const now = useUsers(props.now);
  if (!before && !now) return null;
  return (
    <ul>
      <li>
        {t('switchover.users', {
          name: props.of.name,
          users: before?.join(', ') || t('switchover.nobody'),
        })}
      </li>
      <li>
        {t('switchover.users', {
          name: props.now.name,
          users: now?.join(', ') || t('switchover.nobody'),
        })}
      </li>
    </ul>
  );
}

function useUsers(ref: InstanceRef): readonly string[] | undefined {
  const live = useLive('marketplace.bindings', ref);
  return live.kind === 'current' || live.kind === 'stale'
    ? live.value.bindings.map(({ target }) => `${target.kind} ${target.name}`)
    : undefined;
}

/** The instance that was backed up; a link while there is one. */
function Source({ of, exists }: Pick<Restoration, 'of' | 'exists'>) {
  if (!of || !exists) return <>{of?.name}</>;
  return (
    <Link to={instancePath(of)} underline="always">
      {of.name}
    </Link>
  );
}
