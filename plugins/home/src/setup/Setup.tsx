import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  statusOfPart,
  type PartsSource,
  type Status,
} from '@pilothouse/plugin-platform-common';
import {
  platformReactTranslationRef,
  RelativeTime,
  StatusLabel,
  useFacts,
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
  stale: { filter: 'grayscale(1)' },
  section: { marginBottom: theme.spacing(3), '& h2': { fontSize: 18 } },
}));

/**
 * What of the platform has failed or is not up yet; nothing when all of it is up. Dated while
 * the portal is not heard.
 */
export function Setup() {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const { t: shared } = useTranslationRef(platformReactTranslationRef);
  const live = useLiveHealth();
  if (!('value' in live)) {
    return null;
  }
  const failed = rowsOf(live.value.sources, 'failed');
  const unfinished = rowsOf(live.value.sources, 'progressing');
  if (failed.length + unfinished.length === 0) {
    return null;
  }
  return (
    <div
      className={`${classes.section} ${
        live.kind === 'stale' ? classes.stale : ''
      }`}
    >
      <Parts id="failed" title={t('setup.failed')} rows={failed} />
      <Parts id="setup" title={t('setup.title')} rows={unfinished} />
      {live.kind === 'stale' && (
        <Typography variant="body2">
          {shared('live.stale', { time: <RelativeTime at={live.since} /> })}
        </Typography>
      )}
      <Link to="/platform">{t('setup.all')}</Link>
    </div>
  );
}

function Parts(props: { id: string; title: string; rows: readonly Row[] }) {
  const classes = useStyles();
  const { partTitle } = useTitles();
  const say = useFacts();
  const { id, title, rows } = props;
  if (rows.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className={classes.parts}>
        {rows.map(({ key, part }) => (
          <li key={key}>
            <span>{partTitle(part)}</span>
            <StatusLabel
              status={statusOfPart(part)}
              since={part.since}
              why={part.detail && say(part.detail)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

type Row = ReturnType<typeof rowsOf>[number];

/** Parts of that status; two sources may name a part alike. */
function rowsOf(sources: readonly PartsSource[], status: Status) {
  return sources.flatMap(source =>
    source.parts
      .filter(part => statusOfPart(part) === status)
      .map(part => ({ key: `${source.name}/${part.name}`, part })),
  );
}
