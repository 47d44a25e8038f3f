import { makeStyles } from '@material-ui/core/styles';
import { glowMs } from './useGlow';

const useStyles = makeStyles(theme => ({
  '@keyframes glow': {
    from: { background: theme.palette.primary.main, opacity: 0.35 },
    to: { background: theme.palette.primary.main, opacity: 0 },
  },
  glow: {
    position: 'absolute',
    inset: 0,
    pointerEvents: 'none',
    opacity: 0,
    animation: `$glow ${glowMs}ms ease-out 1`,
    '@media (prefers-reduced-motion: reduce)': {
      animation: 'none',
      borderLeft: `3px solid ${theme.palette.primary.main}`,
      opacity: 1,
    },
  },
}));

/** Lets what it stands in glow once, at each change anew. */
export function Glowing(props: { at: number | undefined }) {
  const classes = useStyles();
  return props.at === undefined ? null : (
    <span
      key={props.at}
      aria-hidden
      data-testid="glow"
      className={classes.glow}
    />
  );
}
