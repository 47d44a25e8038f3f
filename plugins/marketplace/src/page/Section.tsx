import { makeStyles } from '@material-ui/core/styles';
import { useId, type ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    marginBottom: theme.spacing(3),
    minWidth: 0,
    '& h3': { fontSize: 15, margin: theme.spacing(0, 0, 1) },
  },
}));

/** A part of a page under its title. */
export function Section(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  const id = useId();
  return (
    <section className={classes.root} aria-labelledby={id}>
      <h3 id={id}>{props.title}</h3>
      {props.children}
    </section>
  );
}
