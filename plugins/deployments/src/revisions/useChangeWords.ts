import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TemplateChange } from '@pilothouse/plugin-platform-common';
import { useLanguage } from '@pilothouse/plugin-platform-react';
import { deploymentsTranslationRef } from '../language/ref';

/** Says how a revision differs from the one before it, a line for each way. */
export function useChangeWords(): (change: TemplateChange) => string[] {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const language = useLanguage();
  const list = (names: readonly string[]) =>
    new Intl.ListFormat(language, { type: 'unit' }).format(names);
  return change => {
    switch (change.kind) {
      case 'image': {
        const { container, from, to } = change;
        return [t('difference.image', { container, from, to })];
      }
      case 'env':
        return (['added', 'removed', 'changed'] as const)
          .filter(how => change[how].length > 0)
          .map(how =>
            t(`difference.env.${how}`, {
              container: change.container,
              names: list(change[how]),
            }),
          );
      case 'part':
        return [
          t(`difference.part.${change.part}`, { container: change.container }),
        ];
      case 'container':
        return [
          t(`difference.container.${change.change}`, {
            container: change.container,
          }),
        ];
      case 'volumes':
        return [t('difference.volumes', { names: list(change.names) })];
      default:
        return [t(`difference.${change.kind}`)];
    }
  };
}
