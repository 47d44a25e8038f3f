import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Form from '@rjsf/material-ui';
import validator from '@rjsf/validator-ajv8';
import {
  valuesSchema,
  type OrderForm,
  type Values,
} from '@pilothouse/plugin-platform-common';
import {
  inWords,
  uiSchemaOf,
  withQuantities,
} from '@pilothouse/plugin-platform-react';
import { useMemo } from 'react';
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
  const schema = useMemo(() => withQuantities(form), [form]);
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
        inWords(errors, form.fields, t('order.noAmount'))
      }
      liveValidate
      noHtml5Validate
      showErrorList={false}
      onChange={({ formData, errors }) =>
        onChange(valuesSchema.parse(formData ?? {}), errors.length === 0)
      }
    >
      {/* The page has a button of its own. */}
      <></>
    </Form>
  );
}
