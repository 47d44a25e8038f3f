import { makeStyles } from '@material-ui/core/styles';

/** How a card with rows of services looks. */
export const useCardStyles = makeStyles(theme => ({
  card: {
    minWidth: 0,
    padding: theme.spacing(2),
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    overflowWrap: 'anywhere',
    '& h3': { margin: 0, fontSize: 16 },
    '& p': { margin: theme.spacing(0.5, 0, 0), fontSize: 13 },
  },
  description: { color: theme.palette.text.secondary },
  rows: {
    listStyle: 'none',
    margin: theme.spacing(1, 0, 0),
    padding: 0,
    '& li': {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0, 1),
      justifyContent: 'space-between',
      padding: theme.spacing(0.5, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      fontSize: 14,
    },
  },
  others: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1.5),
    listStyle: 'none',
    margin: 0,
    padding: theme.spacing(1, 0, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    fontSize: 13,
  },
  type: { color: theme.palette.text.secondary, whiteSpace: 'nowrap' },
}));
