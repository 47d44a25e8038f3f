import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import FormHelperText from '@material-ui/core/FormHelperText';
import TextField from '@material-ui/core/TextField';
import {
  laidOver,
  valuesFor,
  type OrderForm,
  type Words,
} from '@pilothouse/plugin-platform-common';
import {
  Failure,
  isNotFound,
  requiredOnceBegun,
  uiSchemaOf,
  useLanguage,
  usePlatformClient,
  usePlatformQuery,
  withQuantities,
} from '@pilothouse/plugin-platform-react';
import { useEffect, useMemo, type ComponentType } from 'react';
import { Link } from 'react-router-dom';
import { z } from 'zod';
import { enteredOf, textOf } from '../data/entered';
import { creationTranslationRef } from '../language/ref';
import {
  changesOf,
  choiceSchema,
  offerOf,
  openPart,
  orderable,
  secretsNeeded,
  type Choice,
  type Offer,
} from './middleware-choice';
import { Plans, Reason } from './middleware-parts';

const environmentsSchema = z.array(z.string()).catch([]);
const stillGoodMs = 60_000;
const partSchema = choiceSchema.partial().catch({});

/** Any item that the team may order in its first environment, or none. */
export function AnyMiddleware(props: FieldExtensionComponentProps<Choice>) {
  const { t } = useTranslationRef(creationTranslationRef);
  const client = usePlatformClient();
  const { idSchema, onChange, schema } = props;
  const chosen = partSchema.parse(props.formData ?? {});
  const { data, error, refetch } = usePlatformQuery({
    queryKey: ['marketplace.list'],
    queryFn: ({ signal }) => client.marketplace.list(undefined, { signal }),
    staleTime: stillGoodMs,
  });
  const title = schema.title ?? t('middleware.which');
  if (error && !data) {
    return (
      <Failure
        title={t('middleware.noItems')}
        error={error}
        onRetry={() => void refetch()}
      />
    );
  }
  if (!data) return <Reason title={title} text={t('middleware.looking')} />;
  const items = orderable(data.items);
  if (items.length === 0) {
    return <Reason title={title} text={t('middleware.nothing')} />;
  }
  return (
    <>
      <TextField
        id={idSchema.$id}
        select
        fullWidth
        label={title}
        helperText={schema.description}
        SelectProps={{ native: true }}
        InputLabelProps={{ shrink: true }}
        value={chosen.item ?? ''}
        onChange={({ target: { value } }) =>
          onChange(value ? ({ item: value } as Choice) : undefined)
        }
      >
        <option value="">{t('middleware.none')}</option>
        {items.map(({ name, title: of, operator }) => (
          <option key={name} value={name}>
            {`${of} · ${operator.name}`}
          </option>
        ))}
      </TextField>
      {chosen.item && <OfItem {...props} item={chosen.item} />}
    </>
  );
}

/** Plan and fields of the item that was chosen. */
function OfItem(
  props: FieldExtensionComponentProps<Choice> & { readonly item: string },
) {
  const { t } = useTranslationRef(creationTranslationRef);
  const client = usePlatformClient();
  const { item, onChange } = props;
  const entered = enteredOf(props.registry.formContext);
  const { data, error, refetch } = usePlatformQuery({
    queryKey: ['marketplace.form', item],
    queryFn: ({ signal }) => client.marketplace.form({ item }, { signal }),
    staleTime: stillGoodMs,
  });
  const offer =
    data &&
    offerOf(data, {
      owner: textOf(entered.owner),
      environments: environmentsSchema.parse(entered.environments),
    });
  const { plan } = partSchema.parse(props.formData ?? {});
  const [first] = offer?.kind === 'plans' ? offer.plans : [];
  const chosen =
    offer?.kind === 'plans' && offer.plans.some(({ name }) => name === plan)
      ? plan
      : first?.name;
  const wanted = data && isUndoable(data) ? chosen : undefined;
  const isTold = offer !== undefined;
  useEffect(() => {
    if (!isTold || wanted === plan) return;
    onChange(
      wanted === undefined ? ({ item } as Choice) : { item, plan: wanted },
    );
  }, [isTold, item, onChange, plan, wanted]);
  const title = data?.item.title ?? item;
  if (error && isNotFound(error)) {
    return <Reason title={title} text={t('middleware.absent')} />;
  }
  if (error && !data) {
    return (
      <Failure
        title={t('middleware.failed', { title })}
        error={error}
        onRetry={() => void refetch()}
      />
    );
  }
  if (!data || !offer) {
    return <Reason title={title} text={t('middleware.looking')} />;
  }
  if (!isUndoable(data)) {
    return <Reason title={title} text={t('middleware.notHere')} />;
  }
  if (offer.kind !== 'plans' || wanted === undefined) {
    return (
      <Reason
        title={title}
        text={t(
          `middleware.${offer.kind === 'plans' ? 'no-place' : offer.kind}`,
          { environment: 'environment' in offer ? offer.environment : '' },
        )}
      />
    );
  }
  return (
    <>
      <Plans
        {...props}
        schema={{}}
        idSchema={{ ...props.idSchema, $id: `${props.idSchema.$id}_plan` }}
        title={t('middleware.plans')}
        plan={wanted}
        offer={offer}
        onChange={next => next && onChange({ item, plan: next })}
      />
      <NeedsSecrets form={data} plan={wanted} environment={offer.environment} />
      <Fields {...props} form={data} plan={wanted} offer={offer} />
    </>
  );
}

/** Whether a run could undo an order: it knows what that makes. */
function isUndoable({ composed, resource }: OrderForm): boolean {
  return resource !== undefined || composed !== undefined;
}

/** That a plan is to be ordered elsewhere, and where; nothing where it is not. */
function NeedsSecrets(props: {
  readonly form: OrderForm;
  readonly plan: string;
  readonly environment: string;
}) {
  const { t } = useTranslationRef(creationTranslationRef);
  const { form, environment } = props;
  const plan = form.plans.find(({ name }) => name === props.plan);
  const fields = plan ? secretsNeeded(form, plan, environment) : [];
  if (fields.length === 0) return null;
  const order = `/marketplace/items/${encodeURIComponent(
    form.item.name,
  )}/order`;
  return (
    <FormHelperText error role="alert" component="div">
      {t('middleware.needsSecrets', { fields: fields.join(', ') })}{' '}
      <Link to={order}>{t('middleware.toMarketplace')}</Link>
    </FormHelperText>
  );
}

/** Parts of the form that a field is in, for what is in the field. */
interface FormParts {
  readonly fields: {
    readonly SchemaField: ComponentType<Record<string, unknown>>;
  };
  readonly schemaUtils: {
    toIdSchema(schema: object, id: string, data: unknown): object;
  };
}

/** What may be otherwise than by the plan, by the item's own schema. */
function Fields(
  props: FieldExtensionComponentProps<Choice> & {
    readonly form: OrderForm;
    readonly plan: string;
    readonly offer: Extract<Offer, { kind: 'plans' }>;
  },
) {
  const { t } = useTranslationRef(creationTranslationRef);
  const language = useLanguage();
  const { form, offer, onChange, registry } = props;
  const { item, values } = partSchema.parse(props.formData ?? {});
  const plan = form.plans.find(({ name }) => name === props.plan);
  const {
    fields: asked,
    proposed,
    schema,
  } = useMemo(() => {
    const begun = plan
      ? valuesFor(plan, form.terms ?? [], offer.environment)
      : {};
    const open = openPart(
      { ...form, schema: plan?.schema ?? form.schema },
      begun,
    );
    return { ...open, schema: withQuantities(open) };
  }, [form, offer.environment, plan]);
  const uiSchema = useMemo(() => {
    const say = ({ en, zh }: Words) => (language === 'zh' ? zh : en);
    return uiSchemaOf(asked, say);
  }, [asked, language]);
  // The form's own, which is typed for what this field is, and not for what is in it.
  const { fields, schemaUtils } = registry as unknown as FormParts;
  const { SchemaField } = fields;
  const data = laidOver(proposed, values ?? {});
  const id = `${props.idSchema.$id}_values`;
  if (!item) return null;
  const note = form.sensitive && (
    <FormHelperText>{t('middleware.noSecrets')}</FormHelperText>
  );
  if (asked.length === 0) return <>{note}</>;
  return (
    <details>
      <summary>{t('middleware.adjust')}</summary>
      {note}
      <SchemaField
        {...props}
        name={id}
        schema={requiredOnceBegun(schema, data)}
        uiSchema={uiSchema}
        idSchema={schemaUtils.toIdSchema(schema, id, data)}
        formData={data}
        required={false}
        rawErrors={undefined}
        errorSchema={undefined}
        onChange={(entered: unknown) => {
          const changes = changesOf(asked, proposed, Object(entered));
          onChange({
            item,
            plan: props.plan,
            ...(Object.keys(changes).length > 0 && { values: changes }),
          });
        }}
      />
    </details>
  );
}
