import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { Candidate, Drafts } from '@pilothouse/plugin-platform-common';
import {
  ClusterNotes,
  KeysHelp,
  RelativeTime,
  SearchField,
  useKeys,
  useLive,
} from '@pilothouse/plugin-platform-react';
import { useMemo, useRef, useState } from 'react';
import { Table } from '../instance/Table';
import { marketplaceTranslationRef } from '../language/ref';
import { Known } from '../page/Known';
import {
  draftPath,
  itemPath,
  marketplacePath,
  publishedPath,
} from '../page/paths';
import { Section } from '../page/Section';

const useStyles = makeStyles(theme => ({
  title: { margin: theme.spacing(0, 0, 1), fontSize: 22 },
  search: { width: 340, maxWidth: '100%', marginBottom: theme.spacing(2) },
}));

/** What is installed in the clusters, and what was published of it. */
export function DraftsPage() {
  const live = useLive('marketplace.drafts', {});
  return <Known live={live}>{drafts => <Shown drafts={drafts} />}</Known>;
}

function Shown({ drafts }: { drafts: Drafts }) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const [text, setText] = useState('');
  const [helping, setHelping] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  useKeys({
    search: () => search.current?.focus(),
    clear: () => setText(''),
    help: () => setHelping(true),
  });
  const candidates = useMemo(
    () =>
      Object.values(drafts.candidates).filter(({ kind, plural, group }) =>
        `${kind} ${plural}.${group}`
          .toLowerCase()
          .includes(text.trim().toLowerCase()),
      ),
    [drafts, text],
  );
  const draftable = candidates.filter(
    ({ verdict }) => verdict.kind === 'draftable',
  );
  const others = candidates.filter(
    ({ verdict }) => verdict.kind !== 'draftable',
  );
  return (
    <>
      <h2 className={classes.title}>{t('drafts.title')}</h2>
      <p>{t('drafts.what')}</p>
      <ClusterNotes clusters={drafts.clusters} pending={drafts.pending} />
      <PublishedTable drafts={drafts} />
      <SearchField
        className={classes.search}
        label={t('drafts.search')}
        text={text}
        onChange={setText}
        fieldRef={search}
      />
      <Section title={t('drafts.draftable')}>
        {draftable.length > 0 ? (
          <Candidates label={t('drafts.draftable')} candidates={draftable} />
        ) : (
          <p>{t(text.trim() ? 'list.noneFits' : 'drafts.none')}</p>
        )}
      </Section>
      {others.length > 0 && (
        <Section title={t('drafts.others')}>
          <Candidates label={t('drafts.others')} candidates={others} />
        </Section>
      )}
      <Link to={marketplacePath}>{t('page.back')}</Link>
      <KeysHelp
        open={helping}
        meanings={{ search: t('keys.search'), clear: t('keys.clear') }}
        onClose={() => setHelping(false)}
      />
    </>
  );
}

function PublishedTable({ drafts }: { drafts: Drafts }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const published = Object.values(drafts.published);
  return published.length === 0 ? null : (
    <Section title={t('drafts.published')}>
      <Table
        label={t('drafts.published')}
        head={[
          t('column.name'),
          t('column.status'),
          t('drafts.to'),
          t('drafts.by'),
        ]}
        rows={published.map(({ name, title, state, tenants, by, at }) => ({
          key: name,
          cells: [
            <Link to={publishedPath(name)}>{title ?? name}</Link>,
            title ? t(`drafts.state.${state}`) : t('drafts.unreadable'),
            tenants ? tenants.join(', ') : t('drafts.all'),
            <>
              {by.replace(/^user:default\//, '')}, <RelativeTime at={at} />
            </>,
          ],
        }))}
      />
    </Section>
  );
}

function Candidates(props: {
  label: string;
  candidates: readonly Candidate[];
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  return (
    <Table
      label={props.label}
      head={[
        t('drafts.kind'),
        t('drafts.group'),
        t('column.place'),
        t('drafts.verdict'),
      ]}
      rows={props.candidates.map(candidate => {
        const { group, plural, kind, clusters } = candidate;
        return {
          key: `${plural}.${group}`,
          cells: [
            kind,
            group,
            clusters
              .map(({ cluster, version }) =>
                version ? `${cluster} (${version})` : cluster,
              )
              .join(', '),
            <Verdict candidate={candidate} />,
          ],
        };
      })}
    />
  );
}

function Verdict({ candidate }: { candidate: Candidate }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { verdict, kind, clusters } = candidate;
  switch (verdict.kind) {
    case 'draftable':
      return (
        <Link to={draftPath(clusters[0]?.cluster ?? '', candidate)}>
          {t('drafts.draft', { kind })}
        </Link>
      );
    case 'item':
      return (
        <Link to={itemPath(verdict.item)}>
          {t('drafts.isItem', { item: verdict.item })}
        </Link>
      );
    default:
      return <>{t(`drafts.because.${verdict.because}`)}</>;
  }
}
