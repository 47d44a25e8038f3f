import { makeStyles } from '@material-ui/core/styles';
import type { Column, HeldRowsProps } from './columns';
import { glowing } from './glowing';
import { RowName } from './RowName';

const useStyles = makeStyles(theme => ({
  ...glowing,
  scroll: { overflowX: 'auto' },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: 13,
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    '& th, & td': {
      padding: theme.spacing(0.75, 1.5),
      textAlign: 'left',
      verticalAlign: 'top',
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
  gone: { background: theme.palette.action.hover },
  number: {
    textAlign: 'right !important' as 'right',
    fontVariantNumeric: 'tabular-nums',
  },
  mono: {
    fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
    fontSize: 12,
    overflowWrap: 'anywhere',
  },
}));

/** Rows as a compact table. */
export function RowTable<T>(props: HeldRowsProps<T>) {
  const classes = useStyles();
  const { columns } = props;
  const classOf = ({ number, mono }: Column<T>) =>
    [number && classes.number, mono && classes.mono].filter(Boolean).join(' ');
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={props.label}>
        <thead>
          <tr>
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
        <tbody>
          {props.held.map(({ key, row, gone }) => (
            <tr
              key={key}
              data-row={key}
              className={
                (gone && classes.gone) ||
                (props.isNew(key) && classes.glow) ||
                undefined
              }
            >
              {columns.map((column, index) =>
                index === 0 ? (
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
          ))}
        </tbody>
      </table>
    </div>
  );
}
