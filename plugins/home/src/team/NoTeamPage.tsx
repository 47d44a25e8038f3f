import {
  configApiRef,
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { nameOfRef, useOtherLanguage } from '@pilothouse/plugin-platform-react';
import { homeTranslationRef } from '../language/ref';
import type { Me } from '../me/me';
import { readContact, type Contact } from './contact';
import { useTeams } from './useTeams';

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

const wordOf = {
  listed: 'why',
  'not-read-yet': 'notReadYet',
  'not-listed': 'notListed',
} as const;

const reload = () => window.location.reload();

/**
 * All that a person without a team sees: why, or that it is not known yet, whom to ask,
 * and the way out.
 */
export function NoTeamPage({ me }: { me: Me }) {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const identity = useApi(identityApiRef);
  const other = useOtherLanguage();
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Why me={me} />
        <div className={classes.actions}>
          <Button
            variant="contained"
            color="primary"
            onClick={() => identity.signOut()}
          >
            {t('noTeam.signOut')}
          </Button>
          <Button onClick={reload}>{t('noTeam.again')}</Button>
          <Button lang={other.code} onClick={other.choose}>
            {other.name}
          </Button>
        </div>
      </div>
    </main>
  );
}

/** What is known of the person's teams by now, and what to do. */
function Why({ me }: { me: Me }) {
  const { t } = useTranslationRef(homeTranslationRef);
  const contact = readContact(useApi(configApiRef));
  const { data: teams, isPending } = useTeams();
  const { name } = me;
  if (isPending) {
    return <h1>{t('noTeam.welcome', { name })}</h1>;
  }
  if (teams?.kind === 'listed' && teams.groups.length > 0) {
    return <Joined name={name} groups={teams.groups} />;
  }
  const isKnown = teams?.kind === 'listed';
  const why = teams ? wordOf[teams.kind] : 'notAnswered';
  return (
    <>
      <h1>{t(isKnown ? 'noTeam.title' : 'noTeam.notKnownTitle', { name })}</h1>
      <div role="status">
        <p>{t(`noTeam.${why}`)}</p>
      </div>
      {!isKnown && <p>{t('noTeam.ifItStays')}</p>}
      <Ask contact={contact} />
      <p>
        {t('noTeam.tell', {
          user: <b>{[me.name, me.email].filter(Boolean).join(' · ')}</b>,
        })}
      </p>
    </>
  );
}

/** The person has been added since they signed in. */
function Joined(props: { name: string; groups: readonly string[] }) {
  const { t } = useTranslationRef(homeTranslationRef);
  const { name, groups } = props;
  return (
    <>
      <h1>{t('noTeam.welcome', { name })}</h1>
      <p role="status">
        {t('noTeam.joined', { teams: groups.map(nameOfRef).join(' · ') })}
      </p>
      <Button variant="contained" color="primary" onClick={reload}>
        {t('noTeam.open')}
      </Button>
    </>
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
