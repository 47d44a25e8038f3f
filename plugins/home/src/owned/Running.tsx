import { makeStyles } from '@material-ui/core/styles';
import type { ServiceView } from '@pilothouse/plugin-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CellMark,
  oldestOf,
  RelativeTime,
} from '@pilothouse/plugin-platform-react';
import { homeTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  cells: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    gap: theme.spacing(0, 1.5),
    minWidth: 0,
    fontSize: 13,
    marginLeft: 'auto',
    '& > span': {
      display: 'inline-flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0, 0.5),
      minWidth: 0,
    },
  },
  where: { color: theme.palette.text.secondary },
  stale: { filter: 'grayscale(1)', color: theme.palette.text.secondary },
}));

/** What runs of a service: state and version, environment by environment. */
export function Running({ view }: { view: ServiceView }) {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  return (
    <span className={classes.cells}>
      {view.cells.map(cell => {
        const since = oldestOf(cell);
        return (
          <span
            key={cell.environment ?? ''}
            className={cell.staleSince && classes.stale}
          >
            <span className={classes.where}>{cell.environment}</span>
            <CellMark
              cell={cell}
              size={12}
              wrapping
              spoken={cell.status !== 'healthy' || cell.asleep}
            />
            {since && (
              <span className={classes.where}>
                {t('owned.asOf', { time: <RelativeTime at={since} /> })}
              </span>
            )}
          </span>
        );
      })}
    </span>
  );
}
