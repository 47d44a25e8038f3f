import {
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { catalogTranslationRef } from '@backstage/plugin-catalog/alpha';
import {
  catalogReactTranslationRef,
  EntityRefLinks,
  getEntityRelations,
  useEntity,
  useEntityPresentation,
  useStarredEntity,
} from '@backstage/plugin-catalog-react';
import type { EntityHeaderLayoutProps } from '@backstage/plugin-catalog-react/alpha';
import { ButtonIcon, Header } from '@backstage/ui';
import StarIcon from '@material-ui/icons/Star';
import StarBorderIcon from '@material-ui/icons/StarBorder';
import { useEntityWords } from '../../language/entityWords';
import { EntityMenu } from './EntityMenu';

/** What an entity is, whose, and what it is part of, all by the names that people know. */
export function EntityHeader({ tabs, activeTabId }: EntityHeaderLayoutProps) {
  const { entity } = useEntity();
  const { primaryTitle } = useEntityPresentation(entity);
  const { kindOf, typeOf } = useEntityWords();
  const kind = kindOf(entity.kind);
  const type = entity.spec?.type;
  // One word may say both: a group that is a team is 团队.
  const told = typeof type === 'string' ? [kind, typeOf(type)] : [kind];
  return (
    <Header
      title={primaryTitle}
      tags={[...new Set(told)].map(label => ({ label }))}
      metadata={useFacts(entity)}
      tabs={tabs}
      activeTabId={activeTabId}
      customActions={
        <>
          <Star entity={entity} />
          <EntityMenu entity={entity} />
        </>
      }
    />
  );
}

function useFacts(entity: Entity) {
  const { t } = useTranslationRef(catalogTranslationRef);
  const { lifecycleOf } = useEntityWords();
  const lifecycle = entity.spec?.lifecycle;
  const wholes = getEntityRelations(entity, RELATION_PART_OF);
  const ofKind = (wanted: string) =>
    wholes.filter(({ kind }) => kind.toLocaleLowerCase('en') === wanted);
  const others = wholes.filter(
    ref => ![...ofKind('system'), ...ofKind('domain')].includes(ref),
  );
  const links = (label: string, refs: readonly CompoundEntityRef[]) =>
    refs.length > 0
      ? [{ label, value: <EntityRefLinks entityRefs={[...refs]} hideIcons /> }]
      : [];
  return [
    ...(typeof lifecycle === 'string'
      ? [
          {
            label: t('entityLabels.lifecycleLabel'),
            value: lifecycleOf(lifecycle),
          },
        ]
      : []),
    ...links(
      t('entityLabels.ownerLabel'),
      getEntityRelations(entity, RELATION_OWNED_BY),
    ),
    ...links(t('entityLabels.systemLabel'), ofKind('system')),
    ...links(t('entityLabels.domainLabel'), ofKind('domain')),
    ...links(t('entityLabels.partOfLabel'), others),
  ];
}

function Star({ entity }: { entity: Entity }) {
  const { t } = useTranslationRef(catalogReactTranslationRef);
  const { isStarredEntity, toggleStarredEntity } = useStarredEntity(entity);
  return (
    <ButtonIcon
      variant="secondary"
      aria-label={t(
        isStarredEntity
          ? 'favoriteEntity.removeFromFavorites'
          : 'favoriteEntity.addToFavorites',
      )}
      icon={
        isStarredEntity ? (
          <StarIcon fontSize="inherit" />
        ) : (
          <StarBorderIcon fontSize="inherit" />
        )
      }
      onPress={() => toggleStarredEntity()}
    />
  );
}
