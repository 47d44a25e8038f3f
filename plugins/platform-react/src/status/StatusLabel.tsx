import type { Status } from '@pilothouse/plugin-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { platformReactTranslationRef } from '../language/ref';
import { Duration } from '../time/Time';
import { statusColors } from './colors';
import { shownAs, StatusShape } from './StatusShape';

const useStyles = makeStyles(theme => {
  const colors = statusColors[theme.palette.type];
  return {
    root: {
      display: 'inline-flex',
      flexDirection: 'column',
      minWidth: 0,
      maxWidth: '100%',
    },
    line: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      whiteSpace: 'nowrap',
      '& svg': { flex: 'none' },
      // What stands beside it stands on the line of its words, whatever its font.
      '& > span': { alignSelf: 'baseline' },
      '& .inner': { stroke: theme.palette.background.paper },
    },
    word: {
      fontWeight: 600,
      // Where rows are cards, a word that a cluster chose may be wider than its card.
      [theme.breakpoints.down('sm')]: {
        minWidth: 0,
        whiteSpace: 'normal',
        wordBreak: 'keep-all',
        overflowWrap: 'break-word',
      },
    },
    since: { color: theme.palette.text.secondary },
    why: { color: theme.palette.text.secondary, overflowWrap: 'anywhere' },
    healthy: { color: colors.healthy },
    progressing: { color: colors.progressing },
    degraded: { color: colors.degraded },
    failed: { color: colors.failed },
    unknown: { color: colors.unknown },
    asleep: { color: colors.unknown },
    undeployed: { color: colors.unknown },
    stale: { filter: 'grayscale(1)' },
  };
});

/**
 * A state by shape, word and color, with how long it has lasted and why where that is
 * known.
 */
export function StatusLabel(props: {
  status: Status;
  /** Since when, in ISO 8601. */
  since?: string;
  /** Whether all of it is ready since then, which may be for longer than it has been well. */
  sinceReady?: boolean;
  why?: ReactNode;
  /** A word that says more in its place, such as "Building". */
  word?: string;
  /** Whether it is well because nothing of it is to run. */
  asleep?: boolean;
  /** Whether it is well because nothing of it is deployed yet. */
  undeployed?: boolean;
  /** Whether it may no longer be true, as all that it was made from is silent. */
  stale?: boolean;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(platformReactTranslationRef);
  const { status, since, why } = props;
  const shown = shownAs(props);
  return (
    <span
      className={`${classes.root} ${props.stale ? classes.stale : ''}`}
      data-status={status}
      data-stale={props.stale || undefined}
    >
      <span className={`${classes.line} ${classes[shown]}`}>
        <StatusShape
          status={status}
          asleep={props.asleep}
          undeployed={props.undeployed}
        />
        <span className={classes.word}>
          {props.word ?? t(`status.${shown}`)}
        </span>
        {since && (
          <span className={classes.since}>
            {t(props.sinceReady ? 'status.ready' : 'status.lasting', {
              duration: <Duration at={since} />,
            })}
          </span>
        )}
      </span>
      {why && <span className={classes.why}>{why}</span>}
    </span>
  );
}
