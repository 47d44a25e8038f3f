import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import {
  createFormField,
  ScaffolderField,
} from '@backstage/plugin-scaffolder-react/alpha';
import Button from '@material-ui/core/Button';
import FormHelperText from '@material-ui/core/FormHelperText';
import TextField from '@material-ui/core/TextField';
import { serviceNameFault } from '@pilothouse/plugin-platform-common';
import { creationClient } from '../data/client';
import { enteredOf, textOf } from '../data/entered';
import { useAsked } from '../data/useAsked';
import { useTyped } from '../data/useTyped';
import { creationTranslationRef } from '../language/ref';
import { readerWith } from '../language/translate';
import { useCheckText } from '../language/useCheckText';
import { checkTexts } from '../language/check-text';

const pauseMs = 400;

/** The name of a service, looked for everywhere while one types. */
export function NameField(props: FieldExtensionComponentProps<string>) {
  const { t } = useTranslationRef(creationTranslationRef);
  const { idSchema, onChange, rawErrors = [], required, schema } = props;
  const { typed: name, type } = useTyped(props.formData, onChange);
  const owner = textOf(enteredOf(props.registry.formContext).owner);
  const fault = name === '' ? undefined : serviceNameFault(name);
  const key = name === '' || fault || !owner ? undefined : `${owner} ${name}`;
  const { again, asked } = useAsked(
    key,
    client => client.name({ name, owner: owner ?? '' }),
    { pauseMs },
  );
  const checkText = useCheckText();
  const against =
    asked.kind === 'told' ? asked.value.filter(({ ok }) => !ok) : [];
  const isUnknown =
    asked.kind === 'failed' ||
    against.some(check => check.check === 'free' && check.found === 'unknown');
  const isBad = fault !== undefined || against.length > 0;
  return (
    <ScaffolderField
      rawErrors={isBad ? ['bad'] : rawErrors}
      rawDescription={schema.description}
      required={required}
    >
      <TextField
        id={idSchema.$id}
        label={schema.title}
        required={required}
        error={isBad || rawErrors.length > 0}
        value={name}
        onChange={event => type(event.target.value)}
        inputProps={{ spellCheck: false, autoCapitalize: 'none' }}
        aria-describedby={`${idSchema.$id}-checked`}
      />
      <div id={`${idSchema.$id}-checked`} role="status">
        {fault && <FormHelperText error>{t(`name.${fault}`)}</FormHelperText>}
        {against.map(check => (
          <FormHelperText error key={check.message}>
            {checkText(check)}
          </FormHelperText>
        ))}
        {asked.kind === 'waiting' && (
          <FormHelperText>
            {t('name.looking')} {asked.late && t('late')}
          </FormHelperText>
        )}
        {asked.kind === 'failed' && (
          <FormHelperText error>
            {t('name.notLooked', { because: asked.error.message })}
          </FormHelperText>
        )}
        {asked.kind === 'told' && against.length === 0 && (
          <FormHelperText>{t('name.free', { name })}</FormHelperText>
        )}
        {isUnknown && (
          <FormHelperText component="div">
            {t('name.blocked')}{' '}
            <Button
              variant="outlined"
              size="small"
              style={{ textTransform: 'none' }}
              onClick={again}
            >
              {t('environments.again')}
            </Button>
          </FormHelperText>
        )}
      </div>
    </ScaffolderField>
  );
}

/** `ui:field: PilothouseServiceName` */
export const nameField = createFormField({
  name: 'PilothouseServiceName',
  component: NameField,
  async validation(value: unknown, field, { apiHolder, formData }) {
    const name = textOf(value);
    const owner = textOf(formData.owner);
    if (!name) return;
    const reader = readerWith(apiHolder);
    const fault = serviceNameFault(name);
    if (fault) {
      field.addError(reader.t(`name.${fault}`));
      return;
    }
    if (!owner) return;
    const checks = await creationClient(apiHolder).name({ name, owner });
    checkTexts(checks, reader).forEach(text => field.addError(text));
  },
});
