import {
  isLacking,
  type TemplateTools,
  type ToolState,
  type ToolsUnknown,
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

/**
 * Why it could not be found out what the pipeline of a template would fail for. Executors that
 * say nothing of a program are the usual case of a CI server that was not told to, and are
 * named by the preview alone.
 */
export function unknownOf(
  { templates }: TemplateTools,
  templateRef: string,
): ToolsUnknown | undefined {
  const unknown = templates.find(({ ref }) => ref === templateRef)?.unknown;
  return unknown?.reason === 'untold' ? undefined : unknown;
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
    case 'apart':
      return t('tool.apart', { name });
    case 'unknown':
      return t('tool.unknown', { name });
    default:
      return t('tool.fine', { name, version });
  }
}

/** Why nothing is known of programs, in the reader's language. */
export function unknownText({ because, reason }: ToolsUnknown, t: Say): string {
  switch (reason) {
    case 'no-answer':
      return t('tool.noAnswer', { because });
    case 'no-executors':
      return t('tool.noExecutors');
    case 'unreadable':
      return t('tool.unreadable', { because });
    default:
      return t('tool.untold', { because });
  }
}
