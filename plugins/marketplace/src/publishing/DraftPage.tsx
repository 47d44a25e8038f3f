import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import type { InstalledKind } from '@pilothouse/plugin-platform-common';
import {
  Failure,
  useLive,
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';
import { marketplaceTranslationRef } from '../language/ref';
import { Known } from '../page/Known';
import { draftsPath } from '../page/paths';
import { DefinitionPage } from './DefinitionPage';

/** What was entered stays, whatever others do meanwhile. */
const always = Infinity;

/** A draft of a kind that no item is made of. */
export function DraftPage(props: { cluster: string; kind: InstalledKind }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const live = useLive('marketplace.drafts', {});
  const { cluster, kind } = props;
  const { data, error, refetch } = usePlatformQuery({
    queryKey: ['marketplace.drafts.draft', cluster, kind],
    queryFn: ({ signal }) =>
      client.marketplace.drafts.draft({ cluster, ...kind }, { signal }),
    staleTime: always,
  });
  if (error) {
    return (
      <Failure
        title={t('draft.noDraft')}
        error={error}
        onRetry={() => void refetch()}
      />
    );
  }
  if (!data) return <Drafting />;
  if (data.kind === 'none') {
    return (
      <>
        <p>{t(`draft.none.${data.because}`, { kind: kind.plural })}</p>
        <Link to={draftsPath}>{t('draft.back')}</Link>
      </>
    );
  }
  return (
    <Known live={live}>
      {drafts => (
        <DefinitionPage drafts={drafts} text={data.text} cluster={cluster} />
      )}
    </Known>
  );
}

/** The definition of an item that was published. */
export function PublishedPage({ name }: { name: string }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const live = useLive('marketplace.drafts', {});
  const { data, error, refetch } = usePlatformQuery({
    queryKey: ['marketplace.drafts.published', name],
    queryFn: ({ signal }) =>
      client.marketplace.drafts.published({ name }, { signal }),
    staleTime: 0,
  });
  if (error) {
    return (
      <Failure
        title={t('draft.noDefinition', { name })}
        error={error}
        onRetry={() => void refetch()}
      />
    );
  }
  if (!data) return <Drafting />;
  return (
    <Known live={live}>
      {drafts => {
        const owned = Object.values(drafts.candidates).find(
          ({ verdict }) => verdict.kind === 'item' && verdict.item === name,
        );
        const cluster =
          owned?.clusters[0]?.cluster ?? drafts.clusters[0]?.name ?? '';
        return (
          <DefinitionPage
            key={data.revision}
            drafts={drafts}
            text={data.text}
            cluster={cluster}
            published={drafts.published[name] ?? data}
            revision={data.revision}
            onChanged={() => void refetch()}
          />
        );
      }}
    </Known>
  );
}

function Drafting() {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  return (
    <div role="status">
      <Typography gutterBottom>{t('draft.loading')}</Typography>
      <LinearProgress />
    </div>
  );
}
