import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { Cell } from '@pilothouse/plugin-platform-common';
import { platformReactTranslationRef } from '../language/ref';
import { statusColors } from '../status/colors';
import { shownAs, StatusShape } from '../status/StatusShape';

const useStyles = makeStyles(theme => {
  const colors = statusColors[theme.palette.type];
  return {
    root: {
      display: 'inline-flex',
      alignItems: 'baseline',
      gap: theme.spacing(0.75),
      minWidth: 0,
      '& .inner': { stroke: theme.palette.background.paper },
    },
    shape: { display: 'flex', alignSelf: 'center' },
    version: {
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
    },
    wrapping: { overflowWrap: 'anywhere', whiteSpace: 'normal' },
    /** In two lines; the whole is told where one points. */
    twice: {
      display: '-webkit-box',
      WebkitLineClamp: 2,
      WebkitBoxOrient: 'vertical',
      fontSize: 13,
      lineHeight: 1.2,
    },
    word: { flex: 'none', color: theme.palette.text.secondary },
    unseen: {
      position: 'absolute',
      width: 1,
      height: 1,
      overflow: 'hidden',
      clip: 'rect(0 0 0 0)',
      whiteSpace: 'nowrap',
    },
    healthy: { color: colors.healthy },
    progressing: { color: colors.progressing },
    degraded: { color: colors.degraded },
    failed: { color: colors.failed },
    unknown: { color: colors.unknown },
    asleep: { color: colors.unknown },
    undeployed: { color: colors.unknown },
  };
});

/**
 * What runs in one environment: its state by shape and in a word, which only those are
 * told who do not see the shape unless it is spoken, and its versions.
 */
export function CellMark(props: {
  cell: Pick<Cell, 'status' | 'versions'> &
    Partial<Pick<Cell, 'asleep'>> & {
      /** Whether it is well because nothing of it is deployed yet. */
      undeployed?: boolean;
    };
  size?: number;
  /** Whether everybody sees the word. */
  spoken?: boolean;
  /**
   * Whether versions that are too long go on in other lines, or in one more, rather than
   * end in dots.
   */
  wrapping?: boolean | 'once';
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(platformReactTranslationRef);
  const { cell, size = 14, spoken = false, wrapping = false } = props;
  const { status, asleep, undeployed } = cell;
  const shown = shownAs(cell);
  const word = t(`status.${shown}`);
  const color = classes[shown];
  const versions = cell.versions.join(' · ');
  return (
    <span className={classes.root} data-status={status}>
      <span className={`${classes.shape} ${color}`} title={word}>
        <StatusShape
          status={status}
          asleep={asleep}
          undeployed={undeployed}
          size={size}
        />
      </span>
      <span className={spoken ? classes.word : classes.unseen}>{word}</span>
      {versions && (
        <span
          className={[
            classes.version,
            wrapping && classes.wrapping,
            wrapping === 'once' && classes.twice,
          ]
            .filter(Boolean)
            .join(' ')}
          title={versions}
        >
          {versions}
        </span>
      )}
    </span>
  );
}
