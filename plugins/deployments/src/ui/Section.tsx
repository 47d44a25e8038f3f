import { makeStyles } from '@material-ui/core/styles';
import { useId, type ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(3), minWidth: 0 },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 1.5),
    marginBottom: theme.spacing(1),
    '& h3': { fontSize: 15, margin: 0 },
  },
  aside: { color: theme.palette.text.secondary, fontSize: 13 },
}));

/** A part of the page under its title. */
export function Section(props: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const classes = useStyles();
  const id = useId();
  return (
    <section className={classes.root} aria-labelledby={id}>
      <div className={classes.head}>
        <h3 id={id}>{props.title}</h3>
        {props.aside && <span className={classes.aside}>{props.aside}</span>}
      </div>
      {props.children}
    </section>
  );
}
