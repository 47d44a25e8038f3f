import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { InstanceDeletion } from '@pilothouse/plugin-platform-common';
import { marketplaceTranslationRef } from '../language/ref';
import { useBindingWords } from './useBindingWords';

/** Who has credentials that are to go, and what of theirs breaks then. */
export function WhoBreaks(props: {
  bindings: InstanceDeletion['bound'];
  none: string;
  breaks: string;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const words = useBindingWords();
  const { bindings, none, breaks } = props;
  if (bindings.length === 0) return <p>{none}</p>;
  return (
    <>
      <ul>
        {bindings.map(binding => (
          <li key={`${binding.target.kind}/${binding.target.name}`}>
            {t('binding.delete.row', {
              kind: binding.target.kind,
              name: binding.target.name,
              what: words.parts(binding),
            })}
          </li>
        ))}
      </ul>
      <p>
        <strong>{breaks}</strong>
      </p>
    </>
  );
}
