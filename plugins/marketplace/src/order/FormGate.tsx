import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import type { OrderForm } from '@pilothouse/plugin-platform-common';
import {
  Failure,
  isNotFound,
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';
import { useRef, type ReactNode } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { marketplacePath } from '../page/paths';

const stillGoodMs = 60_000;

/** Shows the form of an item as soon as it is known; before, that it is not yet, or why not. */
export function FormGate(props: {
  item: string;
  cluster?: string;
  /** What is to be restored: a backup, and where it is. */
  namespace?: string;
  backup?: string;
  /** What is to be changed, in that namespace. */
  instance?: string;
  children: (form: OrderForm) => ReactNode;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const { item, cluster, namespace, backup, instance } = props;
  const { data, error, refetch } = usePlatformQuery({
    queryKey: ['marketplace.form', item, cluster, namespace, backup, instance],
    queryFn: ({ signal }) =>
      client.marketplace.form(
        { item, cluster, namespace, backup, instance },
        { signal },
      ),
    staleTime: stillGoodMs,
  });
  // With another cluster's schema on its way, what was entered must stay.
  const last = useRef<OrderForm>();
  if (data) last.current = data;
  const form = data ?? (error ? undefined : last.current);
  if (form) return <>{props.children(form)}</>;
  if (error && isNotFound(error)) {
    return (
      <>
        <p>{t('item.missing', { name: item })}</p>
        <Link to={marketplacePath}>{t('page.back')}</Link>
      </>
    );
  }
  return error ? (
    <Failure
      title={t('order.noForm')}
      error={error}
      onRetry={() => void refetch()}
    />
  ) : (
    <div role="status">
      <Typography gutterBottom>{t('order.loading')}</Typography>
      <LinearProgress />
    </div>
  );
}
