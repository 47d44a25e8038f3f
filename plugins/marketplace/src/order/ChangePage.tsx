import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import type {
  InstanceRef,
  OrderForm,
  OrderRequest,
  Values,
} from '@pilothouse/plugin-platform-common';
import {
  Failure,
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';
import { useMemo, useState } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { askedFor, withoutBlanks } from './editing';
import { FormGate } from './FormGate';
import { OrderEditor } from './OrderEditor';

const useStyles = makeStyles(theme => ({
  title: {
    margin: theme.spacing(0, 0, 2),
    fontSize: 22,
    overflowWrap: 'anywhere',
  },
}));

/** Changes what is wanted of an instance. */
export function ChangePage({ instanceRef }: { instanceRef: InstanceRef }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const { data, error, refetch } = usePlatformQuery({
    queryKey: ['marketplace.values', instanceRef],
    queryFn: ({ signal }) => client.marketplace.values(instanceRef, { signal }),
    // What one begins with must not be what it was some time ago.
    staleTime: 0,
  });
  if (error && !data) {
    return (
      <Failure
        title={t('order.noValues')}
        error={error}
        onRetry={() => void refetch()}
      />
    );
  }
  if (!data) return <LinearProgress aria-label={t('order.loading')} />;
  return (
    <FormGate item={instanceRef.item} cluster={instanceRef.cluster}>
      {form => (
        <Changing instanceRef={instanceRef} form={form} before={data.values} />
      )}
    </FormGate>
  );
}

function Changing(props: {
  instanceRef: InstanceRef;
  form: OrderForm;
  before: Values;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { instanceRef, form } = props;
  // Another answer while one edits must not take away what was entered.
  const [before] = useState(props.before);
  const paths = useMemo(() => form.fields.map(({ path }) => path), [form]);
  const [values, setValues] = useState(() => askedFor(before, paths));
  const [extra, setExtra] = useState('');
  const request = useMemo(
    (): OrderRequest => ({
      ...instanceRef,
      values: withoutBlanks(values),
      ...(extra.trim() && { extra }),
      changes: true,
    }),
    [instanceRef, values, extra],
  );
  return (
    <>
      <h2 className={classes.title}>
        {t('order.changeTitle', { name: instanceRef.name })}
      </h2>
      <OrderEditor
        form={form}
        values={values}
        extra={extra}
        request={request}
        verb={t('order.changeVerb', { name: instanceRef.name })}
        onValues={setValues}
        onExtra={setExtra}
      />
    </>
  );
}
