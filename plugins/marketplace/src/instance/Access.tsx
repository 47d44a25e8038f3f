import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { InstanceDetail } from '@pilothouse/plugin-platform-common';
import type { ReactNode } from 'react';
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
  const { endpoints, credentials } = instance;
  const absent = (exists: boolean | undefined) =>
    exists === false && <> · {t('access.notYet')}</>;
  return (
    <>
      <Section title={t('access.endpoints')}>
        {endpoints.length === 0 ? (
          <p>{t('access.noEndpoints')}</p>
        ) : (
          <dl className={classes.list}>
            {endpoints.map(({ title, host, port, exists }) => (
              <Pair key={host} name={wordsOf(title)}>
                <code>{port === undefined ? host : `${host}:${port}`}</code>
                {absent(exists)}
              </Pair>
            ))}
          </dl>
        )}
      </Section>
      <Section title={t('access.credentials')}>
        {credentials.length === 0 ? (
          <p>{t('access.noCredentials')}</p>
        ) : (
          <>
            <dl className={classes.list}>
              {credentials.map(({ title, secret, keys, exists }) => (
                <Pair key={secret} name={wordsOf(title)}>
                  {t('access.secret', { secret: <code>{secret}</code> })}
                  {absent(exists)}
                  {keys.length > 0 && (
                    <div>{t('access.keys', { keys: keys.join(', ') })}</div>
                  )}
                </Pair>
              ))}
            </dl>
            <p>{t('access.never')}</p>
          </>
        )}
      </Section>
    </>
  );
}

function Pair(props: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
