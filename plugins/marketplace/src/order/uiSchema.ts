import type { UiSchema } from '@rjsf/utils';
import type { OrderForm, Words } from '@pilothouse/plugin-platform-common';

/**
 * How a form shows its fields: each by the words of its definition, and in that order; what
 * only holds others has no title of its own.
 */
export function uiSchemaOf(
  fields: OrderForm['fields'],
  wordsOf: (words: Words) => string,
): UiSchema {
  const root: UiSchema = {};
  for (const { path, title, help } of fields) {
    let at: UiSchema = root;
    for (const name of path) {
      at['ui:options'] = { label: false };
      const before = (at['ui:order'] ?? []).filter(each => each !== '*');
      at['ui:order'] = [...new Set([...before, name]), '*'];
      const below: UiSchema = at[name] ?? {};
      at[name] = below;
      at = below;
    }
    at['ui:title'] = wordsOf(title);
    if (help) at['ui:help'] = wordsOf(help);
  }
  return root;
}
