import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import TextField from '@material-ui/core/TextField';
import Autocomplete, {
  createFilterOptions,
} from '@material-ui/lab/Autocomplete';
import { Failure, nameOfRef } from '@pilothouse/plugin-platform-react';
import { useEffect } from 'react';
import type { Named } from '../data/entities';
import type { Asked } from '../data/useAsked';
import { creationTranslationRef } from '../language/ref';

/** More than one reads through; whoever types finds the rest. */
const filterOptions = createFilterOptions<Named>({ limit: 100 });

/** One of several things by their names; what cannot be chosen is not kept, unless it is said so. */
export function ChoiceField<T>(props: {
  field: FieldExtensionComponentProps<string>;
  choices: { asked: Asked<T>; again: () => void };
  optionsOf: (told: T) => readonly Named[];
  /** What is said where there is nothing to choose from. */
  nothing: string;
  /** Whether the form itself says what becomes of what cannot be chosen. */
  keepsUnknown?: boolean;
}) {
  const { t } = useTranslationRef(creationTranslationRef);
  const { formData, idSchema, onChange, rawErrors, required, schema } =
    props.field;
  const { asked, again } = props.choices;
  const { keepsUnknown = false } = props;
  const isTold = asked.kind === 'told';
  const known = isTold ? allowed(props.optionsOf(asked.value), schema) : [];
  const options = isTold && !keepsUnknown ? known : withChosen(known, formData);
  const wanted = keepsUnknown
    ? formData
    : chosenOf(formData, options, required);
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
        filterOptions={filterOptions}
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

/** What came to be after the form was opened would be refused by its schema. */
function allowed(
  options: readonly Named[],
  schema: { readonly enum?: readonly unknown[] },
): readonly Named[] {
  const refs = schema.enum && new Set(schema.enum);
  return refs ? options.filter(({ ref }) => refs.has(ref)) : options;
}

/** Before it is known what there is, the browser would refuse a choice that does not show. */
function withChosen(
  options: readonly Named[],
  chosen: string | undefined,
): readonly Named[] {
  return chosen === undefined || options.some(({ ref }) => ref === chosen)
    ? options
    : [...options, { ref: chosen, title: nameOfRef(chosen) }];
}

/** The only option there is needs no choosing. */
function chosenOf(
  chosen: string | undefined,
  options: readonly Named[],
  required: boolean | undefined,
): string | undefined {
  if (options.some(({ ref }) => ref === chosen)) return chosen;
  return required && options.length === 1 ? options[0].ref : undefined;
}
