import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import type { Words } from '@pilothouse/plugin-platform-common';
import {
  Failure,
  isNotFound,
  useLanguage,
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';
import { useEffect } from 'react';
import { z } from 'zod';
import { enteredOf, textOf } from '../data/entered';
import { creationTranslationRef } from '../language/ref';
import { itemOf, offerOf, type Offer } from './middleware-choice';

const environmentsSchema = z.array(z.string()).catch([]);
const stillGoodMs = 60_000;

/** A plan of an item of the marketplace, where the team may order it, or none. */
export function MiddlewareField(props: FieldExtensionComponentProps<string>) {
  const { t } = useTranslationRef(creationTranslationRef);
  const { formData, onChange, schema, uiSchema } = props;
  const entered = enteredOf(props.registry.formContext);
  const item = itemOf(uiSchema);
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
    <Plans field={props} offer={offer} title={title} />
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

/** Why nothing is asked, where one would look for the question. */
function Reason(props: { title: string; text: string }) {
  return (
    <FormControl component="fieldset">
      <FormLabel component="legend">{props.title}</FormLabel>
      <FormHelperText role="status">{props.text}</FormHelperText>
    </FormControl>
  );
}

function Plans(props: {
  field: FieldExtensionComponentProps<string>;
  offer: Extract<Offer, { kind: 'plans' }>;
  title: string;
}) {
  const { t } = useTranslationRef(creationTranslationRef);
  const language = useLanguage();
  const { formData, idSchema, onChange, rawErrors, schema } = props.field;
  const { environment, plans } = props.offer;
  const say = ({ en, zh }: Words) => (language === 'zh' ? zh : en);
  return (
    <FormControl
      component="fieldset"
      id={idSchema.$id}
      error={Boolean(rawErrors?.length)}
    >
      <FormLabel component="legend">{props.title}</FormLabel>
      <RadioGroup
        aria-label={props.title}
        name={idSchema.$id}
        value={formData ?? ''}
        onChange={(_, plan) => onChange(plan === '' ? undefined : plan)}
      >
        <FormControlLabel
          value=""
          label={t('middleware.none')}
          control={<Radio color="primary" />}
        />
        {plans.map(({ name, title, summary }) => (
          <FormControlLabel
            key={name}
            value={name}
            label={t('middleware.plan', {
              ...{ environment, title: say(title), summary: say(summary) },
            })}
            control={<Radio color="primary" />}
          />
        ))}
      </RadioGroup>
      <FormHelperText>{schema.description}</FormHelperText>
    </FormControl>
  );
}

/** `ui:field: PilothouseMiddleware` with `ui:options: { item: … }` */
export const middlewareField = createFormField({
  name: 'PilothouseMiddleware',
  component: MiddlewareField,
});
