import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  Marked,
  type Matcher,
  statusColors,
} from '@pilothouse/plugin-platform-react';
import { forwardRef, memo, type Ref } from 'react';
import { VList, type VListHandle } from 'virtua';
import { pipelinesTranslationRef } from '../language/ref';
import { kindOf, readable } from './lines';
import type { LogLine, ShownLog } from './LogText';

const rowPx = 20;

const useStyles = makeStyles(theme => ({
  list: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.paper,
    color: theme.palette.text.primary,
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    fontSize: 12.5,
    lineHeight: `${rowPx}px`,
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -2,
    },
  },
  row: {
    padding: theme.spacing(0, 1),
    minHeight: rowPx,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    '&:hover': { backgroundColor: theme.palette.action.hover },
  },
  current: {
    outline: `1px solid ${theme.palette.primary.main}`,
    outlineOffset: -1,
  },
  plain: {},
  machinery: { color: theme.palette.text.secondary },
  command: { fontWeight: 600 },
  trouble: {
    color: statusColors[theme.palette.type].failed,
    fontWeight: 600,
  },
}));

const Line = memo(function OneLine(props: {
  line: LogLine;
  wanted?: Matcher;
  isCurrent: boolean;
  classes: ReturnType<typeof useStyles>;
}) {
  const text = readable(props.line.text);
  const { classes, wanted, isCurrent } = props;
  const current = isCurrent ? classes.current : '';
  return (
    <div
      className={`${classes.row} ${classes[kindOf(text)]} ${current}`}
      aria-current={isCurrent || undefined}
    >
      <Marked text={text} matcher={wanted} />
    </div>
  );
});

/** Lines of a log, of which only those in sight are drawn. */
export const LogList = forwardRef(function Lines(
  props: {
    shown: ShownLog;
    /** What is searched for. */
    wanted?: Matcher;
    /** The line that one has gone to. */
    current?: number;
    onScroll: (offset: number) => void;
    onResize: () => void;
    onTouched: () => void;
  },
  ref: Ref<VListHandle>,
) {
  const { shown, wanted, current, onTouched } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return (
    <VList
      ref={ref}
      className={classes.list}
      data={shown.rows}
      shift={shown.shifted}
      itemSize={rowPx}
      role="log"
      aria-live="off"
      aria-label={t('log.label')}
      tabIndex={0}
      onScroll={props.onScroll}
      onResize={props.onResize}
      onWheel={onTouched}
      onTouchMove={onTouched}
      onPointerDown={onTouched}
      onPointerMove={event => (event.buttons > 0 ? onTouched() : undefined)}
      onKeyDown={onTouched}
    >
      {row => (
        <Line
          key={row.seq}
          line={row}
          wanted={wanted}
          isCurrent={row.seq === current}
          classes={classes}
        />
      )}
    </VList>
  );
});
