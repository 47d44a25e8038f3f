import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { titleAmong, type Item } from '@pilothouse/plugin-platform-common';
import { marketplaceTranslationRef } from '../language/ref';
import { itemPath } from '../page/paths';
import { useWords } from '../words/useWords';
import { Operations } from '../item/Operations';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    height: '100%',
    boxSizing: 'border-box',
    padding: theme.spacing(2),
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    '& p': { margin: 0 },
  },
  title: { fontSize: 17, fontWeight: 600 },
  quiet: { color: theme.palette.text.secondary, fontSize: 13 },
  foot: { marginTop: 'auto' },
}));

/** An item in short; leads to its page. */
export function ItemCard(props: {
  item: Item;
  /** Among which it must be told apart. */
  items: readonly Item[];
  instances: number;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const { item, items, instances } = props;
  const trouble = item.offers.every(offer => offer.trouble)
    ? item.offers[0]?.trouble
    : undefined;
  return (
    <article className={classes.root}>
      <Link to={itemPath(item.name)} className={classes.title}>
        {titleAmong(item, items)}
      </Link>
      <p>{wordsOf(item.summary)}</p>
      <Operations item={item} />
      {trouble && <p className={classes.quiet}>⚠ {wordsOf(trouble.words)}</p>}
      <p className={`${classes.quiet} ${classes.foot}`}>
        {t('item.by', { operator: item.operator.name })}
        {item.offers.length > 0 && (
          <> · {t('item.count', { count: instances })}</>
        )}
      </p>
    </article>
  );
}
