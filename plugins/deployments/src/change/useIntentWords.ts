import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { deploymentsTranslationRef } from '../language/ref';
import { replicasOf, type Intent } from './intent';

/** What a change is called: as the title of its dialog, its button, while it is asked for and after. */
export function useIntentWords(name: string) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const words = (
    part: 'title' | 'verb' | 'doing' | 'sent',
    intent: Intent,
    typed = '',
  ) => {
    switch (intent.kind) {
      case 'scale': {
        const replicas = replicasOf(typed);
        return part === 'title' || replicas === undefined
          ? t('change.scale.title', { name })
          : t(`change.scale.${part}`, { name, replicas: `${replicas}` });
      }
      case 'restart':
        return t(`change.restart.${part}`, { name });
      case 'delete-pod':
        return t(`change.deletePod.${part}`, { pod: intent.pod.name });
      default:
        return t(`change.rollBack.${part}`, {
          name,
          revision: intent.called,
        });
    }
  };
  return words;
}
