import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  EntityInfoCard,
  EntityRefLink,
  useEntity,
} from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { Failure, usePlatformQuery } from '@pilothouse/plugin-platform-react';
import { appTranslationRef } from '../language/ref';
import { byKind, ownedKinds, ownersOf } from './owners';
import { useOrgStyles } from './styles';

/** What a team owns, or a person by themselves and through their teams. */
export function Owned() {
  const classes = useOrgStyles();
  const { entity } = useEntity();
  const { t } = useTranslationRef(appTranslationRef);
  const catalog = useApi(catalogApiRef);
  const owners = ownersOf(entity);
  const owned = usePlatformQuery({
    queryKey: ['org', 'owned', ...owners],
    queryFn: async () => {
      const filter = { kind: [...ownedKinds], 'relations.ownedBy': owners };
      const { items } = await catalog.getEntities({ filter });
      return byKind(items);
    },
  });
  return (
    <EntityInfoCard title={t('org.owned')}>
      {owned.isPending && (
        <Typography role="status">{t('org.loading')}</Typography>
      )}
      {owned.isError && (
        <Failure
          title={t('org.ownedFailed')}
          error={owned.error}
          onRetry={() => owned.refetch()}
        />
      )}
      {owned.data?.length === 0 && (
        <Typography>{t('org.ownsNothing')}</Typography>
      )}
      {owned.data?.map(({ kind, entities }) => (
        <section key={kind} className={classes.kind}>
          <h3>
            {t(`kind.${kind}`)}{' '}
            <span className={classes.count}>{entities.length}</span>
          </h3>
          <ul className={classes.links}>
            {entities.map(each => (
              <li key={stringifyEntityRef(each)}>
                <EntityRefLink entityRef={each} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </EntityInfoCard>
  );
}
