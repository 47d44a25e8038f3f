import { makeStyles } from '@material-ui/core/styles';
import type { ServiceView } from '@pilothouse/plugin-platform-common';
import { CellMark } from '@pilothouse/plugin-platform-react';

const useStyles = makeStyles(theme => ({
  cells: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    gap: theme.spacing(0, 1.5),
    minWidth: 0,
    fontSize: 13,
    '& > span': { display: 'inline-flex', gap: theme.spacing(0.5) },
  },
  where: { color: theme.palette.text.secondary },
  stale: { filter: 'grayscale(1)', color: theme.palette.text.secondary },
}));

/** What runs of a service: state and version, environment by environment. */
export function Running({ view }: { view: ServiceView }) {
  const classes = useStyles();
  return (
    <span className={classes.cells}>
      {view.cells.map(cell => (
        <span
          key={cell.environment ?? ''}
          className={cell.staleSince && classes.stale}
        >
          <span className={classes.where}>{cell.environment}</span>
          <CellMark cell={cell} size={12} />
        </span>
      ))}
    </span>
  );
}
