import { makeStyles } from '@material-ui/core/styles';
import type { HeldRow } from '@pilothouse/plugin-platform-react';
import { Fragment, useRef } from 'react';
import type { Column, HeldRowsProps } from './columns';
import { glowing } from './glowing';
import { RowName } from './RowName';
import { useRowsInSight, type RowInSight } from './useRowsInSight';

/** Height of a row of one line. */
const likelyPx = 34;

const useStyles = makeStyles(theme => ({
  ...glowing,
  /** What is placed within a row, such as words that are only heard, scrolls with it. */
  scroll: { overflowX: 'auto', position: 'relative' },
  /** The rows scroll by themselves, under their head. */
  many: {
    position: 'relative',
    overflow: 'auto',
    maxHeight: '70vh',
    '& thead th': {
      position: 'sticky',
      top: 0,
      zIndex: 1,
      background: theme.palette.background.paper,
    },
  },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: 13,
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    '& th, & td': {
      padding: theme.spacing(0.75, 1.5),
      textAlign: 'left',
      verticalAlign: 'baseline',
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    '& thead th': {
      color: theme.palette.text.secondary,
      fontWeight: 600,
      whiteSpace: 'nowrap',
    },
    '& tbody th': { fontWeight: 600 },
    '& time': { whiteSpace: 'nowrap' },
    '& tbody tr:hover': { background: theme.palette.action.hover },
    '& tbody tr:last-child > *': { borderBottom: 'none' },
  },
  gone: {
    background: theme.palette.action.hover,
    // Nothing can be done about it any more.
    '& button, & td a': { visibility: 'hidden' },
  },
  number: {
    textAlign: 'right !important' as 'right',
    fontVariantNumeric: 'tabular-nums',
  },
  mono: {
    fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
    fontSize: 12,
    overflowWrap: 'anywhere',
  },
  whole: { overflowWrap: 'break-word' },
}));

/** Rows as a compact table; of many, only those in sight are drawn. */
export function RowTable<T>(props: HeldRowsProps<T>) {
  const classes = useStyles();
  const { columns, held } = props;
  const root = useRef<HTMLDivElement>(null);
  const keys = held.map(({ key }) => key);
  const { many, rows, endPx, measure, focused } = useRowsInSight(
    keys,
    likelyPx,
    root,
  );
  return (
    <div ref={root} className={many ? classes.many : classes.scroll}>
      <table
        className={classes.table}
        aria-label={props.label}
        aria-rowcount={many ? held.length + 1 : undefined}
      >
        <thead>
          <tr aria-rowindex={many ? 1 : undefined}>
            {columns.map(column => (
              <th
                key={column.id}
                scope="col"
                className={column.number ? classes.number : undefined}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          onFocus={({ target }) => focused(keyOf(target))}
          onBlur={() => focused(undefined)}
        >
          {rows.map(({ index, roomPx }) => {
            const row = held[index];
            return (
              row && (
                <Fragment key={row.key}>
                  <Room px={roomPx} columns={columns.length} />
                  <Row
                    row={row}
                    columns={columns}
                    isNew={props.isNew(row.key)}
                    index={many ? index : undefined}
                    measure={measure}
                  />
                </Fragment>
              )
            );
          })}
          <Room px={endPx} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

function keyOf(within: Element): string | undefined {
  return within.closest<HTMLElement>('[data-row]')?.dataset.row;
}

/** Stands for rows that are not drawn. */
function Room(props: { px: RowInSight['roomPx']; columns: number }) {
  return props.px > 0 ? (
    <tr aria-hidden style={{ height: props.px }}>
      <td colSpan={props.columns} style={{ padding: 0 }} />
    </tr>
  ) : null;
}

function Row<T>(props: {
  row: HeldRow<T>;
  columns: readonly Column<T>[];
  isNew: boolean;
  /** Where not all rows are drawn, which one it is. */
  index: number | undefined;
  measure: ((row: Element | null) => void) | undefined;
}) {
  const classes = useStyles();
  const { index, isNew } = props;
  const { key, row, gone } = props.row;
  const classOf = ({ number, mono, whole }: Column<T>) =>
    [number && classes.number, mono && classes.mono, whole && classes.whole]
      .filter(Boolean)
      .join(' ');
  return (
    <tr
      ref={props.measure}
      data-row={key}
      data-gone={gone || undefined}
      data-index={index}
      aria-rowindex={index === undefined ? undefined : index + 2}
      className={(gone && classes.gone) || (isNew && classes.glow) || undefined}
    >
      {props.columns.map((column, at) =>
        at === 0 ? (
          <th key={column.id} scope="row" className={classOf(column)}>
            <RowName gone={gone}>{column.cell(row)}</RowName>
          </th>
        ) : (
          <td key={column.id} className={classOf(column)}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}
