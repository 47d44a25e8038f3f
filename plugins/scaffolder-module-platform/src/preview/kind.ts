import type { PreviewObject } from '@pilothouse/plugin-platform-common';
import type { Say } from '../language/translate';

const known = {
  'Branch protection': 'protection',
  Credential: 'credential',
  Images: 'images',
  'Multibranch job': 'job',
  Repository: 'repository',
  Webhook: 'webhook',
} as const;

/**
 * What an object is, in the reader's language. Kinds of Kubernetes and of the catalog are
 * names, which are the same in every language.
 */
export function kindText(
  { kind, system }: Pick<PreviewObject, 'kind' | 'system'>,
  t: Say,
): string {
  const isName = system === 'kubernetes' || system === 'catalog';
  return !isName && kind in known
    ? t(`preview.kinds.${known[kind as keyof typeof known]}`)
    : kind;
}
