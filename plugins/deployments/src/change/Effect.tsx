import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import type { ChangePreview } from '@pilothouse/plugin-platform-common';
import { DiffView, type PreviewState } from '@pilothouse/plugin-platform-react';
import { useDelayed } from '../ui/useDelayed';
import { deploymentsTranslationRef } from '../language/ref';
import { Conflicts } from './Conflicts';
import { Notes } from './Notes';
import type { Readiness } from './readiness';

/** What a change would do: what to know, who else has a say, and the difference. */
export function Effect(props: {
  state: PreviewState<ChangePreview>;
  /** Whether somebody has said yet what they want. */
  isAsked: boolean;
  readiness: Readiness;
  takeOver: boolean;
  onTakeOver: (takeOver: boolean) => void;
}) {
  const { state } = props;
  if (state.kind === 'asking') {
    return <Asking />;
  }
  if (state.kind !== 'known') {
    return null;
  }
  const { notes, conflicts, diffs } = state.preview;
  return (
    <>
      <div role="status">
        <Notes
          notes={notes.filter(
            ({ kind }) => props.isAsked || kind !== 'unchanged',
          )}
        />
      </div>
      <Conflicts
        conflicts={conflicts}
        inGit={props.readiness === 'in-git'}
        takeOver={props.takeOver}
        onTakeOver={props.onTakeOver}
      />
      {diffs
        .filter(({ before, after }) => before !== after)
        .map(({ ref, before, after }) => (
          <DiffView
            key={`${ref.kind}/${ref.name}`}
            objectRef={ref}
            before={before}
            after={after}
          />
        ))}
    </>
  );
}

function Asking() {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const slow = useDelayed(300);
  return (
    <div role="status" style={{ minHeight: 48 }}>
      {slow && (
        <>
          <p>{t('change.asking')}</p>
          <LinearProgress />
        </>
      )}
    </div>
  );
}
