import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import {
  statusOfPart,
  type PlatformPart,
} from '@pilothouse/plugin-platform-common';
import {
  StatusLabel,
  useFacts,
  useTitles,
} from '@pilothouse/plugin-platform-react';
import { healthTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  advice: { marginTop: theme.spacing(0.5), overflowWrap: 'anywhere' },
  progress: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginTop: theme.spacing(0.5),
    '& > :first-child': { flex: 1, maxWidth: 240 },
  },
  inside: {
    marginTop: theme.spacing(0.5),
    fontSize: 12,
    color: theme.palette.text.secondary,
    overflowWrap: 'anywhere',
  },
}));

/** The state of a part with how far it is, what it says, and what to do about it. */
export function PartState({ part }: { part: PlatformPart }) {
  const classes = useStyles();
  const { t } = useTranslationRef(healthTranslationRef);
  const { partTitle } = useTitles();
  const say = useFacts();
  const percent =
    part.progress === undefined ? undefined : Math.round(part.progress * 100);
  return (
    <>
      <StatusLabel
        status={statusOfPart(part)}
        word={t(`state.${part.state}`)}
        since={part.since}
        why={part.detail && say(part.detail)}
      />
      {percent !== undefined && part.state !== 'ready' && (
        <div className={classes.progress}>
          <LinearProgress
            variant="determinate"
            value={percent}
            aria-label={t('part.progress', { title: partTitle(part) })}
          />
          <span>{percent} %</span>
        </div>
      )}
      {part.advice && <div className={classes.advice}>{say(part.advice)}</div>}
      {part.state !== 'ready' && (part.logFile ?? part.pid) !== undefined && (
        <div className={classes.inside}>
          {part.logFile && (
            <div>
              {t('part.log')}: <code>{part.logFile}</code>
            </div>
          )}
          {part.pid !== undefined && (
            <div>{t('part.process', { pid: String(part.pid) })}</div>
          )}
        </div>
      )}
    </>
  );
}

/** Where a part answers; a link where a browser can follow it. */
export function PartAddress({ part }: { part: PlatformPart }) {
  if (!part.address) {
    return null;
  }
  return /^https?:\/\//.test(part.address) ? (
    <Link to={part.address}>{part.address}</Link>
  ) : (
    <>{part.address}</>
  );
}
