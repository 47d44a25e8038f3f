import { makeStyles } from '@material-ui/core/styles';

/** How the cards of teams and people look. */
export const useOrgStyles = makeStyles(theme => ({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    gap: theme.spacing(1, 2),
    margin: 0,
    fontSize: 14,
    '& dt': { color: theme.palette.text.secondary },
    '& dd': { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
  },
  links: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  members: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    fontSize: 14,
    '& li': {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 160px), 1fr))',
      gap: theme.spacing(0, 2),
      padding: theme.spacing(1, 0),
    },
    '& li + li': { borderTop: `1px solid ${theme.palette.divider}` },
    '& > span': { color: theme.palette.text.secondary },
    '& *': { minWidth: 0, overflowWrap: 'anywhere' },
  },
  find: { marginBottom: theme.spacing(1) },
  kind: {
    '& + &': { marginTop: theme.spacing(2) },
    '& h3': {
      margin: theme.spacing(0, 0, 0.5),
      fontSize: 14,
      fontWeight: 600,
    },
  },
  count: { color: theme.palette.text.secondary, fontWeight: 400 },
}));
