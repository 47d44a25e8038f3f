import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useRef, useState, type ReactNode } from 'react';

/** How something lights up once, unless motion is unwelcome. */
export const glowing = {
  '@keyframes glow': {
    from: { background: 'rgba(94, 234, 212, 0.45)' },
    to: { background: 'transparent' },
  },
  glow: {
    animation: '$glow 1.6s ease-out 1',
    '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
  },
} as const;

const useStyles = makeStyles({
  ...glowing,
  root: { borderRadius: 3, fontVariantNumeric: 'tabular-nums' },
});

/** Lights up once when what it shows has changed. */
export function Glow(props: {
  /** What is shown, as a value that can be compared. */
  of: string | number;
  children: ReactNode;
}) {
  const classes = useStyles();
  const last = useRef(props.of);
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    if (last.current !== props.of) {
      last.current = props.of;
      setChanges(count => count + 1);
    }
  }, [props.of]);
  return (
    <span
      key={changes}
      className={`${classes.root} ${changes > 0 ? classes.glow : ''}`}
    >
      {props.children}
    </span>
  );
}
