import {
  isLacking,
  type TemplateTools,
  type ToolState,
} from '@pilothouse/plugin-platform-common';
import type { Say } from '../language/translate';

/** What the pipeline of a template would fail for. */
export function lackingOf(
  { templates }: TemplateTools,
  templateRef: string,
): ToolState[] {
  const template = templates.find(({ ref }) => ref === templateRef);
  return (template?.tools ?? []).filter(isLacking);
}

/** What is known of a program that a template needs, in the reader's language. */
export function toolText(state: ToolState, t: Say): string {
  const { atLeast = '', found, name, version = '' } = state;
  switch (found) {
    case 'missing':
      return atLeast
        ? t('tool.missingVersion', { atLeast, name })
        : t('tool.missing', { name });
    case 'too-old':
      return t('tool.tooOld', { atLeast, name, version });
    case 'unknown':
      return t('tool.unknown', { name });
    default:
      return t('tool.fine', { name, version });
  }
}
