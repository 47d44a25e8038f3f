import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { BackupRequest } from '@pilothouse/plugin-platform-common';
import {
  useAct,
  usePlatformClient,
  usePreview,
} from '@pilothouse/plugin-platform-react';
import { useState, type ReactNode } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { Effect, Problem } from '../order/Effect';
import { ActDialog } from '../page/ActDialog';

/** What a backup or a schedule would make, and the button that makes it. */
export function BackupOrderDialog(props: {
  title: string;
  verb: string;
  request: BackupRequest | undefined;
  children: ReactNode;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const { title, verb, request, children, onClose } = props;
  const [attempt, setAttempt] = useState(0);
  const [takeOver, setTakeOver] = useState(false);
  const state = usePreview(client.marketplace.backupPreview, request, attempt);
  const acting = useAct(client.marketplace.backUp, onClose);
  const { busy, problem } = acting;
  const ready =
    state.kind === 'known' &&
    !state.preview.unchanged &&
    (state.preview.conflicts.length === 0 || takeOver) &&
    !busy &&
    !problem;
  const again = () => {
    acting.forget();
    setTakeOver(false);
    setAttempt(attempt + 1);
  };
  const act = () => {
    if (!request || state.kind !== 'known') return;
    const { precondition } = state.preview;
    void acting.act({ ...request, precondition, takeOver });
  };
  return (
    <ActDialog
      title={title}
      verb={verb}
      cancel={t('backups.cancel')}
      ready={ready}
      busy={busy}
      maxWidth="sm"
      narrow="xs"
      onAct={act}
      onClose={onClose}
    >
      {children}
      <Effect
        state={state}
        takeOver={takeOver}
        onTakeOver={setTakeOver}
        onAgain={again}
        countsNothing
      />
      {problem && <Problem error={problem} onAgain={again} />}
    </ActDialog>
  );
}
