import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { GivenOrder } from '@pilothouse/plugin-platform-common';
import { RelativeTime } from '@pilothouse/plugin-platform-react';
import { pipelinesTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  root: {
    listStyle: 'none',
    margin: theme.spacing(0, 0, 2),
    padding: 0,
    overflowWrap: 'anywhere',
  },
  question: { color: theme.palette.text.secondary },
}));

/** Who approved, rejected or aborted a run through the portal, and when. */
export function GivenOrders({ orders }: { orders: readonly GivenOrder[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  if (orders.length === 0) return null;
  return (
    <ul className={classes.root} aria-label={t('given.label')}>
      {orders.map(order => (
        <li key={`${order.at} ${order.kind}`}>
          <GivenOrderLine order={order} />{' '}
          {order.question && (
            <span className={classes.question}>{order.question}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What somebody did to a run, in a sentence. */
export function GivenOrderLine({ order }: { order: GivenOrder }) {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { at, kind, who } = order;
  return <>{t(`given.${kind}`, { who, time: <RelativeTime at={at} /> })}</>;
}
