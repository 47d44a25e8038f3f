import { Content } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Failure, useNow } from '@pilothouse/plugin-platform-react';
import { homeTranslationRef } from '../language/ref';
import { partOfDay, type Me } from '../me/me';
import { useMe } from '../me/useMe';
import { Mine } from './Mine';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 3),
    marginBottom: theme.spacing(3),
    '& h1': { margin: 0, fontSize: 26 },
  },
  teams: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
}));

/** Who one is, and then what of one's own needs one, is there, and has changed. */
export function HomePage() {
  const { t } = useTranslationRef(homeTranslationRef);
  const me = useMe();
  return (
    <main>
      <Content>
        {me.isError && (
          <Failure
            title={t('me.failed')}
            error={me.error}
            onRetry={() => me.refetch()}
          />
        )}
        {me.isPending && (
          <Typography role="status">{t('me.loading')}</Typography>
        )}
        {me.data && <Welcome me={me.data} />}
      </Content>
    </main>
  );
}

function Welcome({ me }: { me: Me }) {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const hour = new Date(useNow(60_000)).getHours();
  return (
    <>
      <header className={classes.head}>
        <h1>{t(`greeting.${partOfDay(hour)}`, { name: me.name })}</h1>
        <nav aria-label={t('teams.label')}>
          <ul className={classes.teams}>
            {me.teams.map(ref => (
              <li key={ref}>
                <EntityRefLink entityRef={ref} defaultKind="group" />
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <Mine me={me} />
    </>
  );
}
