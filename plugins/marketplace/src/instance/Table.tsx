import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  scroll: { overflowX: 'auto' },
  table: {
    minWidth: '100%',
    borderCollapse: 'collapse',
    fontSize: 14,
    '& th, & td': {
      padding: theme.spacing(0.5, 1.5, 0.5, 0),
      textAlign: 'left',
      verticalAlign: 'baseline',
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    '& th': { fontSize: 13, color: theme.palette.text.secondary },
    // It scrolls anyway: words are not to be squeezed into a letter a line.
    [theme.breakpoints.down('xs')]: { '& td': { minWidth: 112 } },
  },
}));

/** A plain table; on a narrow screen it scrolls by itself. */
export function Table(props: {
  label: string;
  head: readonly string[];
  rows: readonly {
    readonly key: string;
    readonly cells: readonly ReactNode[];
  }[];
}) {
  const classes = useStyles();
  const { label, head, rows } = props;
  return (
    <div
      className={classes.scroll}
      role="region"
      aria-label={label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard
      tabIndex={0}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            {head.map(title => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, i) => (
                <td key={head[i]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
