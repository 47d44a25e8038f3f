import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { useEffect } from 'react';
import { useParams } from 'react-router-dom';
import { enteredOf, textOf } from '../data/entered';
import { PreviewPage } from './PreviewPage';
import { refusalsOf } from './refusals';

/**
 * All that will come to be. Its value is the template that the form belongs to, as its
 * validation is told nothing else of it.
 */
export function PreviewField(props: FieldExtensionComponentProps<string>) {
  const { formData, onChange } = props;
  const { namespace, templateName } = useParams();
  const template =
    namespace && templateName
      ? `template:${namespace}/${templateName}`
      : undefined;
  useEffect(() => {
    if (template !== formData) onChange(template);
  }, [formData, onChange, template]);
  return (
    <PreviewPage
      templateRef={template}
      values={enteredOf(props.registry.formContext)}
    />
  );
}

/** `ui:field: PilothousePreview` */
export const previewField = createFormField({
  name: 'PilothousePreview',
  component: PreviewField,
  async validation(value: unknown, field, { apiHolder, formData }) {
    const templateRef = textOf(value);
    if (!templateRef) return;
    const request = { templateRef, values: formData };
    const texts = await refusalsOf(apiHolder, request);
    texts.forEach(text => field.addError(text));
  },
});
