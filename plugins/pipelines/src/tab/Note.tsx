import { makeStyles } from '@material-ui/core/styles';
import type { Status } from '@pilothouse/plugin-platform-common';
import { StatusShape, statusColors } from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    gap: theme.spacing(1),
    margin: theme.spacing(0, 0, 1.5),
    overflowWrap: 'anywhere',
    '& svg': { marginTop: 3 },
  },
  mark: {
    color: ({ status }: { status: Status }) =>
      statusColors[theme.palette.type][status],
  },
}));

/** What is to be known before one reads the runs, with a mark of how it stands. */
export function Note(props: { status: Status; children: ReactNode }) {
  const classes = useStyles({ status: props.status });
  return (
    <div role="status" className={classes.root}>
      <span className={classes.mark}>
        <StatusShape status={props.status} />
      </span>
      {props.children}
    </div>
  );
}
