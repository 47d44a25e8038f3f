import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { BindingRequest } from '@pilothouse/plugin-platform-common';
import {
  useAct,
  usePlatformClient,
  usePreview,
} from '@pilothouse/plugin-platform-react';
import { useState, type ReactNode } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { Problem } from '../order/Effect';
import { ActDialog } from '../page/ActDialog';
import { BindingEffect, isUnchanged } from './BindingEffect';

/** Shows what a change of a binding does, and makes it once that was looked at. */
export function BindingDialog(props: {
  title: string;
  verb: string;
  request: BindingRequest | undefined;
  onClose: () => void;
  /** Told once it is done; it closes unless told. */
  onDone?: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { bindings } = usePlatformClient().marketplace;
  const { request, onClose, onDone = onClose } = props;
  const [attempt, setAttempt] = useState(0);
  const state = usePreview(bindings.preview, request, attempt);
  const acting = useAct(bindings.apply, () => onDone());
  const { busy, problem } = acting;
  const again = () => {
    acting.forget();
    setAttempt(attempt + 1);
  };
  const ready =
    state.kind === 'known' && !isUnchanged(state) && !busy && !problem;
  const act = () => {
    if (!request || state.kind !== 'known') return;
    const { precondition } = state.preview;
    void acting.act({ request, precondition });
  };
  return (
    <ActDialog
      title={props.title}
      verb={props.verb}
      cancel={t('binding.close')}
      ready={ready}
      busy={busy}
      maxWidth="md"
      narrow="sm"
      onAct={act}
      onClose={onClose}
    >
      {props.children}
      {problem ? (
        <Problem error={problem} onAgain={again} />
      ) : (
        <BindingEffect state={state} onAgain={again} />
      )}
    </ActDialog>
  );
}
