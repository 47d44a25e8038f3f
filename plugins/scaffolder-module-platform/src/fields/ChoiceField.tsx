import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import type { CreationChoices } from '@pilothouse/plugin-platform-common';
import { Failure, nameOfRef } from '@pilothouse/plugin-platform-react';
import { useEffect } from 'react';
import type { Asked } from '../data/useAsked';
import { creationTranslationRef } from '../language/ref';

interface Option {
  readonly ref: string;
  readonly title: string;
}

/** One of several things by their names; what cannot be chosen is never kept. */
export function ChoiceField(props: {
  field: FieldExtensionComponentProps<string>;
  choices: { asked: Asked<CreationChoices>; again: () => void };
  optionsOf: (choices: CreationChoices) => readonly Option[];
  /** What is said where there is nothing to choose from. */
  nothing: string;
}) {
  const { t } = useTranslationRef(creationTranslationRef);
  const { formData, idSchema, onChange, rawErrors, required, schema } =
    props.field;
  const { asked, again } = props.choices;
  const options =
    asked.kind === 'told' ? props.optionsOf(asked.value) : kept(formData);
  const wanted = chosenOf(formData, options, required);
  const isTold = asked.kind === 'told';
  useEffect(() => {
    if (isTold && wanted !== formData) onChange(wanted);
  }, [formData, isTold, onChange, wanted]);
  if (asked.kind === 'failed') {
    return (
      <Failure
        title={t('choices.failed')}
        error={asked.error}
        onRetry={again}
      />
    );
  }
  const label = schema.title ?? '';
  return (
    <ScaffolderField
      rawErrors={rawErrors}
      rawDescription={schema.description}
      required={required}
    >
      <Autocomplete
        id={idSchema.$id}
        options={[...options]}
        value={options.find(({ ref }) => ref === formData) ?? null}
        onChange={(_, option) => onChange(option?.ref)}
        getOptionLabel={({ title }) => title}
        getOptionSelected={(one, other) => one.ref === other.ref}
        loading={!isTold}
        disabled={isTold && options.length === 0}
        autoHighlight
        openText={t('choices.open')}
        closeText={t('choices.close')}
        clearText={t('choices.clear')}
        noOptionsText={t('choices.noMatch')}
        loadingText={t('choices.loading')}
        renderInput={params => (
          <TextField
            {...params}
            label={label}
            required={required}
            error={Boolean(rawErrors?.length)}
            helperText={
              isTold && options.length === 0 ? props.nothing : undefined
            }
          />
        )}
      />
    </ScaffolderField>
  );
}

/** Before it is known what there is, the browser would refuse a choice that does not show. */
function kept(chosen: string | undefined): Option[] {
  return chosen === undefined
    ? []
    : [{ ref: chosen, title: nameOfRef(chosen) }];
}

/** The only option there is needs no choosing. */
function chosenOf(
  chosen: string | undefined,
  options: readonly Option[],
  required: boolean | undefined,
): string | undefined {
  if (options.some(({ ref }) => ref === chosen)) return chosen;
  return required && options.length === 1 ? options[0].ref : undefined;
}
