import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RollbackRequest } from '@pilothouse/plugin-platform-common';
import {
  useAct,
  usePlatformClient,
  usePreview,
} from '@pilothouse/plugin-platform-react';
import { useState } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { Effect, Problem } from '../order/Effect';
import { ActDialog } from '../page/ActDialog';

const ignore = () => {};

/** What bringing an instance back to a revision would do, and the button that does it. */
export function RollbackDialog(props: {
  request: RollbackRequest;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const { request, onClose } = props;
  const { name } = request.ref;
  const revision = String(request.revision);
  const [attempt, setAttempt] = useState(0);
  const state = usePreview(
    client.marketplace.rollbackPreview,
    request,
    attempt,
  );
  const acting = useAct(client.marketplace.rollBack, onClose);
  const { busy, problem } = acting;
  const preview = state.kind === 'known' ? state.preview : undefined;
  const ready =
    preview?.precondition !== undefined &&
    preview.quota.every(({ fits }) => fits) &&
    !preview.exceeded &&
    !busy &&
    !problem;
  const again = () => {
    acting.forget();
    setAttempt(attempt + 1);
  };
  const act = () => {
    if (!preview?.precondition) return;
    const { basis, precondition } = preview;
    void acting.act({ ...request, precondition, ...(basis && { basis }) });
  };
  return (
    <ActDialog
      title={t('history.backTitle', { name, revision })}
      verb={t('history.back', { revision })}
      cancel={t('history.cancel')}
      ready={ready}
      busy={busy}
      maxWidth="md"
      narrow="sm"
      onAct={act}
      onClose={onClose}
    >
      <p>{t('history.data')}</p>
      <Effect
        state={state}
        takeOver={false}
        onTakeOver={ignore}
        onAgain={again}
        isChange
      />
      {problem && <Problem error={problem} isChange onAgain={again} />}
    </ActDialog>
  );
}
