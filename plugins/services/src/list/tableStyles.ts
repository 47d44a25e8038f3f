import { makeStyles } from '@material-ui/core/styles';
import { glowMs } from './useGlow';

/** Height of a row in px: two lines. */
export const rowHeightPx = 56;

/** How the table of services looks; rows are grids, as those of a real table cannot float. */
export const useTableStyles = makeStyles(theme => ({
  root: {
    overflow: 'auto',
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    fontSize: 14,
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 2,
    background: theme.palette.background.paper,
    borderBottom: `1px solid ${theme.palette.divider}`,
    fontSize: 13,
    fontWeight: 600,
  },
  headRow: { display: 'grid', minHeight: 40 },
  body: { position: 'relative' },
  row: {
    position: 'absolute',
    left: 0,
    display: 'grid',
    width: '100%',
    height: rowHeightPx,
    borderBottom: `1px solid ${theme.palette.divider}`,
    '&:hover': { background: theme.palette.action.hover },
    '&:focus': {
      outline: 'none',
      boxShadow: `inset 3px 0 0 ${theme.palette.primary.main}`,
    },
  },
  leaving: { fontStyle: 'italic', background: theme.palette.action.hover },
  cell: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    minWidth: 0,
    overflow: 'hidden',
    padding: theme.spacing(0, 1.5),
    '& > *': { minWidth: 0 },
  },
  short: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  muted: { color: theme.palette.text.secondary },
  sort: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 2,
    font: 'inherit',
    color: 'inherit',
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
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

/** Widths of the columns: state, service, application, team, environments, cause. */
export function columnsOf(environments: number): string {
  return [
    '150px',
    'minmax(150px, 1.2fr)',
    'minmax(100px, 0.7fr)',
    'minmax(96px, 0.6fr)',
    ...Array.from({ length: environments }, () => 'minmax(124px, 0.8fr)'),
    'minmax(240px, 2fr)',
  ].join(' ');
}

/** Width in px below which the columns are not squeezed. */
export function leastWidthOf(environments: number): number {
  return 150 + 150 + 100 + 96 + environments * 124 + 240;
}
