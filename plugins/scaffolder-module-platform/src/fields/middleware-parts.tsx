import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import type { Words } from '@pilothouse/plugin-platform-common';
import { useLanguage, useTermsWords } from '@pilothouse/plugin-platform-react';
import { creationTranslationRef } from '../language/ref';
import type { Offer } from './middleware-choice';

/** Why nothing is asked, where one would look for the question. */
export function Reason(props: { title: string; text: string }) {
  return (
    <FormControl component="fieldset">
      <FormLabel component="legend">{props.title}</FormLabel>
      <FormHelperText role="status">{props.text}</FormHelperText>
    </FormControl>
  );
}

/** Plans that may be chosen, and where it makes sense none. */
export function Plans(
  props: Pick<
    FieldExtensionComponentProps<string>,
    'idSchema' | 'rawErrors' | 'schema'
  > & {
    readonly onChange: (plan: string | undefined) => void;
    readonly plan: string | undefined;
    readonly offer: Extract<Offer, { kind: 'plans' }>;
    readonly title: string;
    readonly withNone?: boolean;
  },
) {
  const { t } = useTranslationRef(creationTranslationRef);
  const language = useLanguage();
  const { month } = useTermsWords();
  const { idSchema, onChange, rawErrors, schema, title } = props;
  const { environment, plans } = props.offer;
  const say = ({ en, zh }: Words) => (language === 'zh' ? zh : en);
  const labelOf = ({ cost, summary, title: of }: (typeof plans)[number]) => {
    const said = { environment, title: say(of), summary: say(summary) };
    return cost
      ? t('middleware.planCost', { ...said, cost: month(cost) })
      : t('middleware.plan', said);
  };
  return (
    <FormControl
      component="fieldset"
      id={idSchema.$id}
      error={Boolean(rawErrors?.length)}
    >
      <FormLabel component="legend">{title}</FormLabel>
      <RadioGroup
        aria-label={title}
        name={idSchema.$id}
        value={props.plan ?? ''}
        onChange={(_, plan) => onChange(plan === '' ? undefined : plan)}
      >
        {props.withNone && (
          <FormControlLabel
            value=""
            label={t('middleware.none')}
            control={<Radio color="primary" />}
          />
        )}
        {plans.map(plan => (
          <FormControlLabel
            key={plan.name}
            value={plan.name}
            label={labelOf(plan)}
            control={<Radio color="primary" />}
          />
        ))}
      </RadioGroup>
      <FormHelperText>{schema.description}</FormHelperText>
    </FormControl>
  );
}
