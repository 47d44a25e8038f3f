import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { Item } from '@pilothouse/plugin-platform-common';
import { marketplaceTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  one: {
    padding: theme.spacing(0, 1),
    fontSize: 12,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 10,
  },
}));

/** What the operator of an item can do for its instances. */
export function Operations({ item }: { item: Item }) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  return item.operations.length === 0 ? null : (
    <ul className={classes.root} aria-label={t('item.operations')}>
      {item.operations.map(operation => (
        <li key={operation} className={classes.one}>
          {t(`operation.${operation}`)}
        </li>
      ))}
    </ul>
  );
}
