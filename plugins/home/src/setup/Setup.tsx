import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  statusOfPart,
  type PlatformPart,
} from '@pilothouse/plugin-platform-common';
import {
  StatusLabel,
  useLiveHealth,
  useTitles,
} from '@pilothouse/plugin-platform-react';
import { homeTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  parts: {
    listStyle: 'none',
    margin: theme.spacing(1, 0),
    padding: 0,
    '& li': {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.25, 2),
      '& > :first-child': { width: 220 },
      padding: theme.spacing(0.75, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      fontSize: 14,
    },
  },
  section: { marginBottom: theme.spacing(3), '& h2': { fontSize: 18 } },
}));

/** What of the platform is not up yet; nothing when all of it is. */
export function Setup() {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const { partTitle } = useTitles();
  const live = useLiveHealth();
  if (live.kind !== 'current') {
    return null;
  }
  const parts = live.value.sources.flatMap(source => source.parts);
  const unfinished = parts.filter(isUnfinished);
  if (unfinished.length === 0) {
    return null;
  }
  return (
    <section className={classes.section} aria-labelledby="setup">
      <h2 id="setup">{t('setup.title')}</h2>
      <ul className={classes.parts}>
        {unfinished.map(part => (
          <li key={part.name}>
            <span>{partTitle(part)}</span>
            <StatusLabel
              status={statusOfPart(part)}
              since={part.since}
              why={part.detail}
            />
          </li>
        ))}
      </ul>
      <Link to="/platform">{t('setup.all')}</Link>
    </section>
  );
}

function isUnfinished(part: PlatformPart): boolean {
  const status = statusOfPart(part);
  return status === 'progressing' || status === 'failed';
}
