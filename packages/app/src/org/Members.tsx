import { Link } from '@backstage/core-components';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  EntityInfoCard,
  EntityRefLink,
  useEntity,
} from '@backstage/plugin-catalog-react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { Failure, usePlatformQuery } from '@pilothouse/plugin-platform-react';
import { useState } from 'react';
import { appTranslationRef } from '../language/ref';
import { emailOf, isMeant, nameOf } from './owners';
import { useOrgStyles } from './styles';

/** So many are found at a glance. */
const few = 10;

/** Who is in a team. */
export function Members() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(appTranslationRef);
  const members = useMembers(entity);
  return (
    <EntityInfoCard
      title={t('org.membersOf', { name: nameOf(entity) })}
      headerActions={
        members.data && t('org.members', { count: members.data.length })
      }
    >
      {members.isPending && (
        <Typography role="status">{t('org.loading')}</Typography>
      )}
      {members.isError && (
        <Failure
          title={t('org.membersFailed')}
          error={members.error}
          onRetry={() => members.refetch()}
        />
      )}
      {members.data && <List members={members.data} />}
    </EntityInfoCard>
  );
}

function useMembers(group: Entity) {
  const catalog = useApi(catalogApiRef);
  const ref = stringifyEntityRef(group);
  return usePlatformQuery({
    queryKey: ['org', 'members', ref],
    queryFn: async () => {
      const filter = { kind: 'User', 'relations.memberOf': ref };
      const { items } = await catalog.getEntities({ filter });
      return items.sort((left, right) =>
        nameOf(left).localeCompare(nameOf(right)),
      );
    },
  });
}

function List({ members }: { members: readonly Entity[] }) {
  const classes = useOrgStyles();
  const { t } = useTranslationRef(appTranslationRef);
  const [typed, setTyped] = useState('');
  const meant = members.filter(member => isMeant(member, typed));
  if (members.length === 0) {
    return <Typography>{t('org.noMembers')}</Typography>;
  }
  return (
    <>
      {members.length > few && (
        <TextField
          className={classes.find}
          type="search"
          size="small"
          variant="outlined"
          fullWidth
          label={t('org.findMember')}
          value={typed}
          onChange={event => setTyped(event.target.value)}
        />
      )}
      {meant.length === 0 && (
        <Typography role="status">
          {t('org.noMember', { term: typed })}
        </Typography>
      )}
      <ul className={classes.members}>
        {meant.map(member => {
          const email = emailOf(member);
          return (
            <li key={stringifyEntityRef(member)}>
              <EntityRefLink entityRef={member} defaultKind="user" />
              <span>{member.metadata.description}</span>
              {email && <Link to={`mailto:${email}`}>{email}</Link>}
            </li>
          );
        })}
      </ul>
    </>
  );
}
