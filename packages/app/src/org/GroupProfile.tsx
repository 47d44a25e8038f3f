import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EntityInfoCard,
  EntityRefLinks,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { appTranslationRef } from '../language/ref';
import { childrenOf, emailOf, nameOf, parentsOf } from './owners';
import { useOrgStyles } from './styles';

/** What a team is, how it is reached, and which teams are around it. */
export function GroupProfile() {
  const classes = useOrgStyles();
  const { entity } = useEntity();
  const { t } = useTranslationRef(appTranslationRef);
  const { description } = entity.metadata;
  const email = emailOf(entity);
  const teams = [
    ['partOf', parentsOf(entity)],
    ['teams', childrenOf(entity)],
  ] as const;
  return (
    <EntityInfoCard title={nameOf(entity)}>
      <dl className={classes.facts}>
        {description && (
          <>
            <dt>{t('org.description')}</dt>
            <dd>{description}</dd>
          </>
        )}
        {email && (
          <>
            <dt>{t('org.email')}</dt>
            <dd>
              <Link to={`mailto:${email}`}>{email}</Link>
            </dd>
          </>
        )}
        {teams.map(
          ([what, refs]) =>
            refs.length > 0 && (
              <div key={what} style={{ display: 'contents' }}>
                <dt>{t(`org.${what}`)}</dt>
                <dd>
                  <EntityRefLinks entityRefs={refs} defaultKind="group" />
                </dd>
              </div>
            ),
        )}
      </dl>
    </EntityInfoCard>
  );
}
