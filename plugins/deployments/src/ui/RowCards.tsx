import { makeStyles } from '@material-ui/core/styles';
import { useRef } from 'react';
import type { Column, HeldRowsProps } from './columns';
import { glowing } from './glowing';
import { RowName } from './RowName';
import { useRowsInSight } from './useRowsInSight';

/** Height of a card with a few facts, and of the gap below it. */
const likelyPx = 170;
const gapPx = 8;

const useStyles = makeStyles(theme => ({
  ...glowing,
  list: { listStyle: 'none', padding: 0, margin: 0 },
  /** The cards scroll by themselves. */
  many: { overflow: 'auto', maxHeight: '80vh', position: 'relative' },
  place: { paddingBottom: gapPx },
  card: {
    padding: theme.spacing(1.5),
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
  gone: {
    background: theme.palette.action.hover,
    // Nothing can be done about it any more.
    '& button, & a': { visibility: 'hidden' },
  },
  name: { fontWeight: 600, overflowWrap: 'anywhere' },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(80px, max-content) 1fr',
    gap: theme.spacing(0.5, 1.5),
    margin: theme.spacing(1, 0, 0),
    fontSize: 13,
    '& dt': { color: theme.palette.text.secondary },
    '& dd': { margin: 0, overflowWrap: 'anywhere', minWidth: 0 },
  },
  mono: {
    fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
    fontSize: 12,
  },
}));

/** Rows as cards, for narrow screens; what says nothing is left out. */
export function RowCards<T>(props: HeldRowsProps<T>) {
  const classes = useStyles();
  const { held, columns } = props;
  const root = useRef<HTMLDivElement>(null);
  const keys = held.map(({ key }) => key);
  const { many, rows, endPx, measure, focused } = useRowsInSight(
    keys,
    likelyPx,
    root,
  );
  return (
    <div ref={root} className={many ? classes.many : undefined}>
      <ul className={classes.list} aria-label={props.label}>
        {rows.map(({ index, roomPx }) => {
          const row = held[index];
          return (
            row && (
              <li
                key={row.key}
                ref={measure}
                data-row={row.key}
                data-gone={row.gone || undefined}
                data-index={many ? index : undefined}
                aria-setsize={many ? held.length : undefined}
                aria-posinset={many ? index + 1 : undefined}
                className={classes.place}
                style={{ marginTop: roomPx }}
                onFocus={() => focused(row.key)}
                onBlur={() => focused(undefined)}
              >
                <div
                  className={[
                    classes.card,
                    row.gone && classes.gone,
                    !row.gone && props.isNew(row.key) && classes.glow,
                  ]
                    .filter(Boolean)
                    .join(' ')}
                >
                  <Card row={row.row} gone={row.gone} columns={columns} />
                </div>
              </li>
            )
          );
        })}
      </ul>
      <div aria-hidden style={{ height: endPx }} />
    </div>
  );
}

function Card<T>(props: {
  row: T;
  gone: boolean;
  columns: readonly Column<T>[];
}) {
  const classes = useStyles();
  const { row } = props;
  const [head, ...facts] = props.columns;
  return (
    <>
      <div className={`${classes.name} ${head?.mono ? classes.mono : ''}`}>
        <RowName gone={props.gone}>{head?.cell(row)}</RowName>
      </div>
      <dl className={classes.facts}>
        {facts.map(column => {
          const said = column.cell(row);
          return said === undefined || said === null || said === '' ? null : (
            <div key={column.id} style={{ display: 'contents' }}>
              <dt>{column.title}</dt>
              <dd className={column.mono ? classes.mono : undefined}>{said}</dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}
