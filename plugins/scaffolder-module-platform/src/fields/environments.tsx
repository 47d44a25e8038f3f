import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormGroup from '@material-ui/core/FormGroup';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import {
  Failure,
  formatList,
  useLanguage,
} from '@pilothouse/plugin-platform-react';
import { useEffect, useState } from 'react';
import { enteredOf, textOf } from '../data/entered';
import { useAsked } from '../data/useAsked';
import { creationTranslationRef } from '../language/ref';
import { chosenOf, environmentsOf, namesOf } from './environment-choice';

/** Environments for which the team that was chosen has a namespace. */
export function EnvironmentsField(
  props: FieldExtensionComponentProps<string[]>,
) {
  const { t } = useTranslationRef(creationTranslationRef);
  const language = useLanguage();
  const { formData, idSchema, onChange, rawErrors, required, schema } = props;
  const owner = textOf(enteredOf(props.registry.formContext).owner);
  const { again, asked } = useAsked('choices', client => client.choices());
  const known = asked.kind === 'told' ? asked.value : undefined;
  const silent = known?.silentClusters ?? [];
  const isWhole = silent.length === 0;
  // Also what is taken away again stays on offer, as long as nobody knows better.
  const [first] = useState(formData ?? []);
  const chosen = [...first, ...(formData ?? [])];
  const options = environmentsOf(schema, known, owner, chosen);
  const isTold = known !== undefined && owner !== undefined;
  const wanted = chosenOf(formData ?? [], options);
  const isWanted = wanted.join(' ') === (formData ?? []).join(' ');
  useEffect(() => {
    if (isTold && isWhole && !isWanted) onChange(wanted);
  });
  if (asked.kind === 'failed') {
    return (
      <Failure
        title={t('choices.failed')}
        error={asked.error}
        onRetry={again}
      />
    );
  }
  const labels = namesOf(schema);
  const toggled = (environment: string, isOn: boolean) =>
    options.filter(each =>
      each === environment ? isOn : wanted.includes(each),
    );
  return (
    <FormControl
      component="fieldset"
      id={idSchema.$id}
      required={required}
      error={Boolean(rawErrors?.length)}
    >
      <FormLabel component="legend">{schema.title}</FormLabel>
      <FormGroup>
        {options.map(environment => (
          <FormControlLabel
            key={environment}
            label={labels.get(environment) ?? environment}
            control={
              <Checkbox
                color="primary"
                checked={wanted.includes(environment)}
                onChange={(_, isOn) => onChange(toggled(environment, isOn))}
              />
            }
          />
        ))}
      </FormGroup>
      {!owner && <FormHelperText>{t('environments.teamFirst')}</FormHelperText>}
      {isTold && isWhole && options.length === 0 && (
        <FormHelperText error>{t('environments.none')}</FormHelperText>
      )}
      {!isWhole && (
        <FormHelperText component="div">
          {t('environments.silent', { clusters: formatList(silent, language) })}{' '}
          <Button variant="outlined" size="small" onClick={again}>
            {t('environments.again')}
          </Button>
        </FormHelperText>
      )}
      <FormHelperText>{schema.description}</FormHelperText>
    </FormControl>
  );
}

/** `ui:field: PilothouseEnvironments` */
export const environmentsField = createFormField({
  name: 'PilothouseEnvironments',
  component: EnvironmentsField,
});
