import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import {
  RelativeTime,
  StatusShape,
  statusColors,
  useLiveHealth,
} from '@pilothouse/plugin-platform-react';
import { useEffect, useLayoutEffect, useState } from 'react';
import { answerFor, concernsEverybody, overallProgress } from '../answer';
import { healthTranslationRef } from '../language/ref';
import { statusOfAnswer, useAnswerText } from '../useAnswerText';

const minHeightPx = 36;
const heightVariable = '--pilothouse-banner-height';

const useStyles = makeStyles(theme => ({
  banner: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    minHeight: minHeightPx,
    padding: theme.spacing(0, 1, 0, 3),
    fontSize: 14,
    background: theme.palette.background.paper,
    color: theme.palette.text.primary,
    borderBottom: `1px solid ${theme.palette.divider}`,
    '& .inner': { stroke: theme.palette.background.paper },
    [theme.breakpoints.down('xs')]: {
      padding: theme.spacing(0.5, 0.5, 0.5, 2),
    },
  },
  shape: { display: 'flex' },
  progressing: { color: statusColors[theme.palette.type].progressing },
  failed: { color: statusColors[theme.palette.type].failed },
  words: {
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    [theme.breakpoints.down('xs')]: { whiteSpace: 'normal' },
  },
  link: { whiteSpace: 'nowrap' },
  stale: { filter: 'grayscale(1)' },
  asOf: { whiteSpace: 'nowrap', color: theme.palette.text.secondary },
  close: { marginLeft: 'auto' },
  progress: {
    position: 'absolute',
    left: 0,
    bottom: -1,
    height: 2,
    background: statusColors[theme.palette.type].progressing,
  },
}));

/**
 * One slim line above every page while parts of the platform are still being set up or
 * have failed. Hidden by a person, it comes back when it has something else to say, or the
 * same anew; while the portal is not heard it is dated.
 */
export function HealthBanner() {
  const classes = useStyles();
  const { t } = useTranslationRef(healthTranslationRef);
  const words = useAnswerText();
  const live = useLiveHealth();
  const [banner, setBanner] = useState<HTMLElement | null>(null);

  const health = 'value' in live ? live.value : undefined;
  const answer = health && answerFor(health);
  const [isHidden, hide] = useHidden(answer && topicOf(answer));
  useRoomAbovePages(banner);

  if (!health || !answer || !concernsEverybody(answer) || isHidden) {
    return null;
  }
  const status = statusOfAnswer(answer);
  const isStale = live.kind === 'stale';
  return (
    <aside
      ref={setBanner}
      className={`${classes.banner} ${isStale ? classes.stale : ''}`}
      aria-label={t('banner.label')}
    >
      <span
        className={`${classes.shape} ${
          status === 'failed' ? classes.failed : classes.progressing
        }`}
      >
        <StatusShape status={status} />
      </span>
      <span role="status" className={classes.words}>
        {words(answer)}
      </span>
      {isStale && (
        <span className={classes.asOf}>
          {t('banner.asOf', { time: <RelativeTime at={live.since} /> })}
        </span>
      )}
      <Link to="/platform" className={classes.link}>
        {t('banner.open')}
      </Link>
      <IconButton
        size="small"
        className={classes.close}
        aria-label={t('banner.hide')}
        onClick={hide}
      >
        <CloseIcon fontSize="small" />
      </IconButton>
      {answer.kind === 'building' && (
        <span
          className={classes.progress}
          style={{ width: `${overallProgress(health) * 100}%` }}
        />
      )}
    </aside>
  );
}

/** What a banner is about, however far it is. */
function topicOf(answer: ReturnType<typeof answerFor>): string {
  if (answer.kind !== 'failed') return answer.kind;
  const names = answer.parts.map(({ name }) => name).join();
  // How many others there are is a matter of how far it is, and that there are any is not.
  return `failed:${names}:${answer.dependents > 0}`;
}

/**
 * Whether a person has hidden what it is about, and how to hide it. Once it is about
 * something else, that is forgotten.
 *
 * @param topic - undefined while it is not known
 */
function useHidden(topic: string | undefined): [boolean, () => void] {
  const [hidden, setHidden] = useState<string>();
  useEffect(() => {
    if (topic !== undefined && topic !== hidden) {
      setHidden(undefined);
    }
  }, [topic, hidden]);
  return [topic !== undefined && topic === hidden, () => setHidden(topic)];
}

/**
 * Pages are as high as the window: they give way by what this variable says, which is
 * measured, because words break into lines where there is little room.
 */
function useRoomAbovePages(banner: HTMLElement | null) {
  useLayoutEffect(() => {
    if (!banner) {
      return undefined;
    }
    const { style } = document.documentElement;
    const measure = () =>
      style.setProperty(heightVariable, `${banner.offsetHeight}px`);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(banner);
    return () => {
      observer.disconnect();
      style.removeProperty(heightVariable);
    };
  }, [banner]);
}
