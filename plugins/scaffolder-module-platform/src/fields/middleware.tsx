import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  Failure,
  isNotFound,
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';
import { useEffect } from 'react';
import { z } from 'zod';
import { enteredOf, textOf } from '../data/entered';
import { creationTranslationRef } from '../language/ref';
import { AnyMiddleware } from './AnyMiddleware';
import { translateWith } from '../language/translate';
import {
  isUnfinished,
  itemOf,
  offerOf,
  type Choice,
  type Offer,
} from './middleware-choice';
import { Plans, Reason } from './middleware-parts';

const environmentsSchema = z.array(z.string()).catch([]);
const stillGoodMs = 60_000;

/**
 * Middleware where the team may order it, or none: a plan of the item that the template
 * names, or any item.
 */
export function MiddlewareField(props: FieldExtensionComponentProps<string>) {
  const item = itemOf(props.uiSchema);
  return item === undefined ? (
    <AnyMiddleware
      {...(props as unknown as FieldExtensionComponentProps<Choice>)}
    />
  ) : (
    <OneItem {...props} item={item} />
  );
}

/** A plan of one item. */
function OneItem(
  props: FieldExtensionComponentProps<string> & { readonly item: string },
) {
  const { t } = useTranslationRef(creationTranslationRef);
  const { formData, item, onChange, schema } = props;
  const entered = enteredOf(props.registry.formContext);
  const client = usePlatformClient();
  const { data, error, refetch } = usePlatformQuery({
    queryKey: ['marketplace.form', item],
    queryFn: ({ signal }) => client.marketplace.form({ item }, { signal }),
    staleTime: stillGoodMs,
  });
  const isAbsent = error !== null && isNotFound(error);
  const offer =
    data &&
    offerOf(data, {
      owner: textOf(entered.owner),
      environments: environmentsSchema.parse(entered.environments),
    });
  const isLost =
    formData !== undefined &&
    (isAbsent || (offer !== undefined && !offers(offer, formData)));
  useEffect(() => {
    if (isLost) onChange(undefined);
  }, [isLost, onChange]);
  const title = schema.title ?? item;
  if (error && !isAbsent) {
    return (
      <Failure
        title={t('middleware.failed', { title })}
        error={error}
        onRetry={() => void refetch()}
      />
    );
  }
  if (isAbsent) return <Reason title={title} text={t('middleware.absent')} />;
  if (!offer) return <Reason title={title} text={t('middleware.looking')} />;
  return offer.kind === 'plans' ? (
    <Plans {...props} plan={formData} offer={offer} title={title} withNone />
  ) : (
    <Reason
      title={title}
      text={t(`middleware.${offer.kind}`, {
        environment: 'environment' in offer ? offer.environment : '',
      })}
    />
  );
}

function offers(offer: Offer, plan: string): boolean {
  return (
    offer.kind === 'plans' && offer.plans.some(({ name }) => name === plan)
  );
}

/** `ui:field: PilothouseMiddleware`, with `ui:options: { item: … }` for one item alone */
export const middlewareField = createFormField({
  name: 'PilothouseMiddleware',
  component: MiddlewareField,
  async validation(value: unknown, field, { apiHolder }) {
    if (!isUnfinished(value)) return;
    field.addError(translateWith(apiHolder)('middleware.unfinished'));
  },
});
