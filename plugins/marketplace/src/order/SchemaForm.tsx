import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Form from '@rjsf/material-ui';
import { deepEquals, type RJSFSchema } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import {
  valuesSchema,
  type OrderForm,
  type Values,
} from '@pilothouse/plugin-platform-common';
import {
  inWords,
  requiredOnceBegun,
  uiSchemaOf,
  withQuantities,
} from '@pilothouse/plugin-platform-react';
import { useMemo, useRef } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { useWords } from '../words/useWords';

/** The fields of an item, from the schema of its kind; checked while one types. */
export function SchemaForm(props: {
  form: Pick<OrderForm, 'schema' | 'fields'>;
  values: Values;
  disabled: boolean;
  onChange: (values: Values, isValid: boolean) => void;
}) {
  const wordsOf = useWords();
  const { form, values, onChange } = props;
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const whole = useMemo(() => withQuantities(form), [form]);
  const schema = useAsked(whole, values);
  const uiSchema = useMemo(
    () => uiSchemaOf(form.fields, wordsOf),
    [form.fields, wordsOf],
  );
  return (
    <Form
      tagName="div"
      idPrefix="spec"
      schema={schema}
      uiSchema={uiSchema}
      formData={values}
      validator={validator}
      disabled={props.disabled}
      transformErrors={errors =>
        inWords(errors, form.fields, {
          noAmount: t('order.noAmount'),
          lacking: title => t('order.lacking', { field: wordsOf(title) }),
        })
      }
      liveValidate
      noHtml5Validate
      showErrorList={false}
      onChange={({ formData }) => {
        const entered = valuesSchema.parse(formData ?? {});
        // The form's own errors are of what was asked for before this change.
        const asked = requiredOnceBegun(whole, entered);
        const { errors } = validator.validateFormData(entered, asked);
        onChange(entered, errors.length === 0);
      }}
    >
      {/* The page has a button of its own. */}
      <></>
    </Form>
  );
}

/** What is asked for with these values: the same schema as long as that stays, as each is compiled. */
function useAsked(schema: RJSFSchema, values: Values): RJSFSchema {
  const asked = requiredOnceBegun(schema, values);
  const last = useRef(asked);
  if (!deepEquals(last.current, asked)) last.current = asked;
  return last.current;
}
