import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { isTyping } from '@pilothouse/plugin-platform-react';

const useStyles = makeStyles(theme => ({
  root: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
}));

/** Rows of runs; `j` and `k` go from one to the next, Enter opens it. */
export function RunList(props: { label: string; children: ReactNode }) {
  const classes = useStyles();
  const root = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const by = { j: 1, k: -1 }[event.key];
      if (by && root.current && !isTyping(event)) {
        event.preventDefault();
        move(root.current, by);
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <ul ref={root} className={classes.root} aria-label={props.label}>
      {props.children}
    </ul>
  );
}

function move(root: HTMLElement, by: number): void {
  const links = [...root.querySelectorAll<HTMLElement>('[data-run]')];
  const at = links.findIndex(link => link === document.activeElement);
  const next = Math.min(Math.max(at + by, 0), links.length - 1);
  links[next]?.focus();
}
