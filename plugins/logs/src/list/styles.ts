import { makeStyles } from '@material-ui/core/styles';
import { levelColors, markColors, podColors } from '../line/colors';

/** Styles of rows, made once for all of them. */
export const useRowStyles = makeStyles(theme => {
  const mode = theme.palette.type;
  const mark = markColors[mode];
  const level = levelColors[mode];
  const pods = Object.fromEntries(
    podColors[mode].map((color, index) => [`pod${index}`, { color }]),
  );
  return {
    ...pods,
    row: {
      display: 'flex',
      alignItems: 'baseline',
      padding: theme.spacing(0, 1),
      borderLeft: '3px solid transparent',
      whiteSpace: 'pre',
      '&:hover': { backgroundColor: theme.palette.action.hover },
      [theme.breakpoints.down('xs')]: { flexWrap: 'wrap' },
    },
    found: { borderLeftColor: mark.back },
    current: {
      borderLeftColor: theme.palette.primary.main,
      backgroundColor: theme.palette.action.selected,
    },
    time: {
      flex: 'none',
      color: theme.palette.text.secondary,
      marginRight: theme.spacing(1),
    },
    pod: {
      flex: 'none',
      minWidth: '5ch',
      marginRight: theme.spacing(1),
      fontWeight: 600,
    },
    text: {
      flex: '1 0 auto',
      [theme.breakpoints.down('xs')]: {
        flex: '1 1 100%',
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
        minWidth: 0,
      },
    },
    wrapped: {
      flex: '1 1 0',
      minWidth: 0,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      [theme.breakpoints.down('xs')]: { flex: '1 1 100%' },
    },
    debug: { color: level.debug },
    info: { color: level.info },
    warn: { color: level.warn, fontWeight: 600 },
    error: { color: level.error, fontWeight: 600 },
    field: { color: theme.palette.text.secondary },
    mark: { color: mark.text, backgroundColor: mark.back, borderRadius: 2 },
    gap: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      padding: theme.spacing(0, 1),
      color: theme.palette.text.secondary,
      fontFamily: theme.typography.fontFamily,
      '&::before, &::after': {
        content: '""',
        flex: '1 1 16px',
        minWidth: 16,
        borderTop: `1px dashed ${theme.palette.text.secondary}`,
      },
    },
    gapText: { overflowWrap: 'anywhere', textAlign: 'center' },
    missing: { color: level.warn },
  };
});

/** Classes of {@link useRowStyles}. */
export type RowClasses = ReturnType<typeof useRowStyles>;
