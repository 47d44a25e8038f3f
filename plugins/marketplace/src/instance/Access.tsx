import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { InstanceDetail } from '@pilothouse/plugin-platform-common';
import { addressOf, Credentials, Pair } from '../grants/Credentials';
import { marketplaceTranslationRef } from '../language/ref';
import { Section } from '../page/Section';
import { useWords } from '../words/useWords';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    '& dt': { color: theme.palette.text.secondary },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
    [theme.breakpoints.down('xs')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
}));

/** How one reaches an instance: addresses, and which Secret has the credentials. */
export function Access({ instance }: { instance: InstanceDetail }) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const { endpoints, grants } = instance;
  const absent = (exists: boolean | undefined) =>
    exists === false && <> · {t('access.notYet')}</>;
  return (
    <>
      <Section title={t('access.endpoints')}>
        {endpoints.length === 0 ? (
          <p>{t(grants ? 'grant.noEndpoints' : 'access.noEndpoints')}</p>
        ) : (
          <dl className={classes.list}>
            {endpoints.map(endpoint => (
              <Pair key={endpoint.host} name={wordsOf(endpoint.title)}>
                <code>{addressOf(endpoint)}</code>
                {absent(endpoint.exists)}
              </Pair>
            ))}
          </dl>
        )}
      </Section>
      <Credentials instance={instance} className={classes.list} />
    </>
  );
}
