import { makeStyles } from '@material-ui/core/styles';

/** Height of a row in px: two lines. */
export const rowHeightPx = 56;

/** How the table of services looks; rows are grids, as those of a real table cannot float. */
export const useTableStyles = makeStyles(theme => ({
  root: {
    overflow: 'auto',
    // Until its room is measured; without any limit all rows would be in sight.
    maxHeight: '70vh',
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
}));

const fixed = {
  status: 132,
  name: 124,
  application: 112,
  owner: 104,
  cause: 240,
};

/** Room that an environment needs; with several clusters each has its own figures. */
function environmentPx(manyClusters: boolean): number {
  return manyClusters ? 146 : 124;
}

/** Widths of the columns: state, service, application, team, environments, cause. */
export function columnsOf(environments: number, manyClusters: boolean): string {
  const { status, name, application, owner, cause } = fixed;
  // Of several clusters each has its figures on one line.
  const share = manyClusters ? 1.1 : 0.6;
  const each = `minmax(${environmentPx(manyClusters)}px, ${share}fr)`;
  return [
    `${status}px`,
    `minmax(${name}px, 0.9fr)`,
    `minmax(${application}px, 0.5fr)`,
    `minmax(${owner}px, 0.4fr)`,
    ...Array.from({ length: environments }, () => each),
    `minmax(${cause}px, 2.4fr)`,
  ].join(' ');
}

/** Width in px below which the columns are not squeezed. */
export function leastWidthOf(
  environments: number,
  manyClusters: boolean,
): number {
  return (
    Object.values(fixed).reduce((sum, px) => sum + px) +
    environments * environmentPx(manyClusters)
  );
}
