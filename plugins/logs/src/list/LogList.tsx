import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { forwardRef, type Ref } from 'react';
import { VList, type VListHandle } from 'virtua';
import type { Matcher } from '@pilothouse/plugin-platform-react';
import { logsTranslationRef } from '../language/ref';
import type { Shown } from '../store/LogStore';
import { LogRow, type LineLook } from './LogRow';
import { useRowStyles } from './styles';

const useStyles = makeStyles(theme => ({
  list: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.paper,
    color: theme.palette.text.primary,
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    fontSize: 12.5,
    lineHeight: '20px',
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -2,
    },
  },
}));

/** Height of a row that is not wrapped. */
const rowHeight = 20;

/** All rows that are shown, of which only those in sight are drawn. */
export const LogList = forwardRef(function Lines(
  props: {
    shown: Shown;
    look: LineLook;
    matcher?: Matcher;
    /** The match that one has gone to. */
    current?: number;
    onScroll: (offset: number) => void;
    onResize: () => void;
    onTouched: () => void;
  },
  ref: Ref<VListHandle>,
) {
  const { shown, look, matcher, current, onTouched } = props;
  const classes = useStyles();
  const rowClasses = useRowStyles();
  const { t } = useTranslationRef(logsTranslationRef);
  return (
    <VList
      ref={ref}
      className={classes.list}
      data={shown.rows}
      shift={shown.shifted}
      itemSize={rowHeight}
      role="log"
      aria-live="off"
      aria-label={t('list.label')}
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
        <LogRow
          key={row.seq}
          row={row}
          look={look}
          matcher={matcher}
          isCurrent={row.seq === current}
          classes={rowClasses}
        />
      )}
    </VList>
  );
});
