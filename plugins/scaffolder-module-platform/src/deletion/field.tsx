import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { toError } from '@backstage/errors';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import LinearProgress from '@material-ui/core/LinearProgress';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  Failure,
  isNotFound,
  messageOf,
  useLanguage,
} from '@pilothouse/plugin-platform-react';
import { creationClient } from '../data/client';
import { enteredOf, textOf } from '../data/entered';
import { useAsked } from '../data/useAsked';
import { useTyped } from '../data/useTyped';
import { creationTranslationRef } from '../language/ref';
import { readerWith } from '../language/translate';
import { useEffect } from 'react';
import { againstTexts, unheardTexts } from './against';
import { Plan } from './Plan';

/** What is to be deleted, by what the form has of it. */
function subjectOf(form: Readonly<Record<string, unknown>>) {
  return textOf(form.service) ?? textOf(form.application);
}

/** All that is deleted with a service or an application; its name has to be typed. */
export function DeletionField(props: FieldExtensionComponentProps<string>) {
  const { t } = useTranslationRef(creationTranslationRef);
  const language = useLanguage();
  const { formData, idSchema, onChange, rawErrors = [] } = props;
  const { typed, type } = useTyped(formData, onChange);
  // What is missing is judged by the form alone, in English; what is empty by the validation.
  const isMissing = formData === undefined;
  useEffect(() => {
    if (isMissing) onChange('');
  }, [isMissing, onChange]);
  const entityRef = subjectOf(enteredOf(props.registry.formContext));
  const { again, asked } = useAsked(entityRef, client =>
    client.deletion({ entityRef: entityRef ?? '' }),
  );
  switch (asked.kind) {
    case 'nothing-asked':
      return <Typography>{t('deletion.chooseFirst')}</Typography>;
    case 'waiting':
      return (
        <div role="status">
          <Typography>{t('deletion.looking')}</Typography>
          {asked.late && <Typography>{t('late')}</Typography>}
          <LinearProgress aria-hidden />
        </div>
      );
    case 'failed':
      // Nothing changes by asking again for what is not there.
      if (isNotFound(asked.error)) {
        return (
          <Failure
            title={t('deletion.gone', { ref: entityRef ?? '' })}
            advice={t('deletion.goneAdvice')}
            error={asked.error}
          />
        );
      }
      return (
        <Failure
          title={t('deletion.failed')}
          advice={t('deletion.advice')}
          error={asked.error}
          onRetry={again}
        />
      );
    default:
      break;
  }
  const plan = asked.value;
  const isOpen = againstTexts(plan, { language, t }).length === 0;
  return (
    <>
      <Plan plan={plan} onAgain={again} />
      {isOpen && (
        <TextField
          id={idSchema.$id}
          label={t('deletion.confirm', { name: plan.name })}
          required
          fullWidth
          margin="normal"
          error={rawErrors.length > 0}
          value={typed}
          onChange={event => type(event.target.value)}
          inputProps={{
            autoComplete: 'off',
            spellCheck: false,
            // The form says below each field what is wrong with it.
            'aria-describedby': `${idSchema.$id}__error`,
          }}
        />
      )}
    </>
  );
}

/** `ui:field: PilothouseDeletion` */
export const deletionField = createFormField({
  name: 'PilothouseDeletion',
  component: DeletionField,
  async validation(value: unknown, field, { apiHolder, formData }) {
    const entityRef = subjectOf(formData);
    if (!entityRef) return;
    const reader = readerWith(apiHolder);
    const { t } = reader;
    try {
      const client = creationClient(apiHolder);
      const plan = await client.deletion({ entityRef });
      againstTexts(plan, reader).forEach(text => field.addError(text));
      if (formData.unheard !== true) {
        unheardTexts(plan, reader).forEach(text => field.addError(text));
      }
      const { name } = plan;
      if (value !== name) field.addError(t('deletion.wrong', { name }));
    } catch (error) {
      const failure = toError(error);
      field.addError(
        isNotFound(failure)
          ? t('deletion.gone', { ref: entityRef })
          : t('deletion.notAsked', { because: messageOf(failure) }),
      );
    }
  },
});
