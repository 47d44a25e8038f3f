import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useRef, type ReactNode } from 'react';

const useStyles = makeStyles({
  root: { borderRadius: 3, fontVariantNumeric: 'tabular-nums' },
});

const light = [
  { background: 'rgba(94, 234, 212, 0.45)' },
  { background: 'transparent' },
];

/** Lights up once when what it shows has changed, unless motion is unwelcome. */
export function Glow(props: {
  /** What is shown, as a value that can be compared. */
  of: string | number;
  children: ReactNode;
}) {
  const classes = useStyles();
  const element = useRef<HTMLSpanElement>(null);
  const last = useRef(props.of);
  useEffect(() => {
    const still = window.matchMedia?.(
      '(prefers-reduced-motion: reduce)',
    ).matches;
    if (last.current !== props.of && !still) {
      element.current?.animate?.(light, 1_600);
    }
    last.current = props.of;
  }, [props.of]);
  return (
    <span ref={element} className={classes.root}>
      {props.children}
    </span>
  );
}
