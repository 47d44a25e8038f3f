import { parseEntityRef } from '@backstage/catalog-model';
import {
  configApiRef,
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useOtherLanguage } from '@pilothouse/plugin-platform-react';
import { homeTranslationRef } from '../language/ref';
import type { Me } from '../me/me';
import { readContact, type Contact } from './contact';

const useStyles = makeStyles(theme => ({
  page: {
    minHeight: '100vh',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    padding: theme.spacing(2),
    boxSizing: 'border-box',
    background: theme.palette.background.default,
    color: theme.palette.text.primary,
  },
  card: {
    maxWidth: 560,
    padding: theme.spacing(4),
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    fontSize: 16,
    lineHeight: 1.5,
    '& h1': { margin: theme.spacing(0, 0, 2), fontSize: 24 },
    '& a': { color: theme.palette.link },
    '& code': { overflowWrap: 'anywhere' },
  },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginTop: theme.spacing(3),
  },
}));

/** All that a person without a team sees: why, whom to ask, and the way out. */
export function NoTeamPage({ me }: { me: Me }) {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const contact = readContact(useApi(configApiRef));
  const identity = useApi(identityApiRef);
  const other = useOtherLanguage();
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <h1>{t('noTeam.title', { name: me.name })}</h1>
        <p>{t('noTeam.why')}</p>
        <Ask contact={contact} />
        <p>
          {t('noTeam.tell', {
            user: <code>{parseEntityRef(me.userRef).name}</code>,
          })}
        </p>
        <p>{t('noTeam.justStarted')}</p>
        <div className={classes.actions}>
          <Button
            variant="contained"
            color="primary"
            onClick={() => identity.signOut()}
          >
            {t('noTeam.signOut')}
          </Button>
          <Button onClick={() => window.location.reload()}>
            {t('noTeam.again')}
          </Button>
          <Button lang={other.code} onClick={other.choose}>
            {other.name}
          </Button>
        </div>
      </div>
    </main>
  );
}

function Ask({ contact }: { contact: Contact }) {
  const { t } = useTranslationRef(homeTranslationRef);
  const { name, email, url } = contact;
  if (!name && !email && !url) {
    return <p>{t('noTeam.askLead')}</p>;
  }
  const ways = [
    email && <a href={`mailto:${email}`}>{email}</a>,
    url && <a href={url}>{url}</a>,
  ].filter(way => way);
  return (
    <>
      <p>{name ? t('noTeam.ask', { name }) : t('noTeam.askHere')}</p>
      {ways.length > 0 && (
        <ul>
          {ways.map((way, index) => (
            <li key={index}>{way}</li>
          ))}
        </ul>
      )}
    </>
  );
}
