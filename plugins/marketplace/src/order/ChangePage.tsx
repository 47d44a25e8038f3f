import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import {
  askedFor,
  laidOver,
  type InstanceRef,
  type OrderForm,
  type OrderRequest,
  type Values,
} from '@pilothouse/plugin-platform-common';
import {
  Failure,
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';
import { useMemo, useState } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { changedFields, formWith } from './editing';
import { FormGate } from './FormGate';
import { OrderEditor } from './OrderEditor';
import { PlanField } from './PlanField';

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
  const { data, error, isFetchedAfterMount, refetch } = usePlatformQuery({
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
  if (!data || !isFetchedAfterMount) {
    return <LinearProgress aria-label={t('order.loading')} />;
  }
  return (
    <FormGate
      item={instanceRef.item}
      cluster={instanceRef.cluster}
      namespace={instanceRef.namespace}
      instance={instanceRef.name}
    >
      {form => (
        <Changing
          instanceRef={instanceRef}
          form={form}
          begun={data}
          onRead={async () => (await refetch()).data}
        />
      )}
    </FormGate>
  );
}

/** What is wanted of an instance, and how one knows that it still is. */
type Begun = Pick<OrderRequest, 'values' | 'plan' | 'precondition'>;

function Changing(props: {
  instanceRef: InstanceRef;
  form: OrderForm;
  begun: Begun;
  /** Reads anew what is wanted; undefined where that fails. */
  onRead: () => Promise<Begun | undefined>;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { instanceRef, form } = props;
  // Another answer while one edits must not take away what was entered.
  const [begun, setBegun] = useState(props.begun);
  const paths = useMemo(() => form.fields.map(({ path }) => path), [form]);
  const before = useMemo(() => askedFor(begun.values, paths), [begun, paths]);
  const [values, setValues] = useState<Values>(before);
  const [extra, setExtra] = useState('');
  // Elsewhere a plan is what an instance began with, and decides on price and limits alone.
  const [first] = form.plans;
  const isOwn = first?.schema !== undefined;
  const [plan, setPlan] = useState(
    isOwn ? first : form.plans.find(({ name }) => name === begun.plan),
  );
  const environment = form.places.find(
    ({ cluster, namespace }) =>
      cluster === instanceRef.cluster && namespace === instanceRef.namespace,
  )?.environment;
  const hasTerms = form.terms?.some(({ plans }) => plans) ?? false;
  const request = useMemo(
    (): OrderRequest => ({
      ...instanceRef,
      values: {
        ...changedFields(before, values),
        ...(isOwn && plan?.values),
      },
      ...(!isOwn && plan && plan.name !== begun.plan && { plan: plan.name }),
      ...(extra.trim() && { extra }),
      changes: true,
      precondition: begun.precondition,
    }),
    [instanceRef, before, values, isOwn, plan, extra, begun],
  );
  // Somebody else changed it meanwhile: what was entered stays, all else is as it is now.
  const again = async () => {
    const now = await props.onRead();
    if (!now) return;
    setBegun(now);
    setValues(laidOver(askedFor(now.values, paths), request.values));
  };
  return (
    <>
      <h2 className={classes.title}>
        {t('order.changeTitle', { name: instanceRef.name })}
      </h2>
      <OrderEditor
        form={formWith(form, isOwn ? plan?.name : undefined)}
        head={() =>
          (isOwn || hasTerms) && (
            <>
              <PlanField
                form={form}
                environment={environment}
                plan={plan?.name}
                onChange={setPlan}
              />
              {!isOwn && <p>{t('terms.changePlan')}</p>}
            </>
          )
        }
        values={values}
        extra={extra}
        request={request}
        verb={t('order.changeVerb', { name: instanceRef.name })}
        onValues={setValues}
        onExtra={setExtra}
        onAgain={again}
      />
    </>
  );
}
