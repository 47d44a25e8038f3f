import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import type { BindingPreview } from '@pilothouse/plugin-platform-common';
import { DiffView, type PreviewState } from '@pilothouse/plugin-platform-react';
import { marketplaceTranslationRef } from '../language/ref';
import { Problem } from '../order/Effect';
import { Section } from '../page/Section';
import { useBindingWords } from './useBindingWords';

/** What a change of a binding would do, as the cluster answered a dry run of it. */
export function BindingEffect(props: {
  state: PreviewState<BindingPreview>;
  onAgain: () => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const words = useBindingWords();
  const { state } = props;
  return (
    <div aria-live="polite">
      {state.kind === 'none' && <p>{t('binding.effect.none')}</p>}
      {state.kind === 'asking' && (
        <>
          <p>{t('binding.effect.asking')}</p>
          <LinearProgress />
        </>
      )}
      {state.kind === 'failed' && (
        <Problem error={state.because} onAgain={props.onAgain} />
      )}
      {state.kind === 'known' && (
        <Section title={t('binding.effect.title')}>
          <ul>
            {state.preview.notes.map(note => (
              <li key={note.kind}>{words.note(note)}</li>
            ))}
          </ul>
          {!isUnchanged(state) && (
            <DiffView
              objectRef={state.preview.diff.ref}
              before={state.preview.diff.before}
              after={state.preview.diff.after}
            />
          )}
        </Section>
      )}
    </div>
  );
}

/** Whether it is known that nothing would change. */
export function isUnchanged(state: PreviewState<BindingPreview>): boolean {
  return (
    state.kind === 'known' &&
    state.preview.notes.some(({ kind }) => kind === 'unchanged')
  );
}
