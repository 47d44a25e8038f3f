import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'fit-content(45%) 1fr',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    fontSize: 13,
    '& dt': { color: theme.palette.text.secondary, overflowWrap: 'anywhere' },
    '& dd': { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
  },
}));

/** Facts by name. */
export function Facts(props: {
  facts: readonly { key: string; name: ReactNode; value: ReactNode }[];
}) {
  const classes = useStyles();
  return (
    <dl className={classes.root}>
      {props.facts.map(({ key, name, value }) => (
        <div key={key} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
