import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { BackupRequest } from '@pilothouse/plugin-platform-common';
import { usePlatformClient } from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { Effect, Problem } from '../order/Effect';
import { useOrder } from '../order/useOrder';
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
  const { act, again, busy, problem, ready, state, takeOver, setTakeOver } =
    useOrder({
      request,
      preview: client.marketplace.backupPreview,
      make: client.marketplace.backUp,
      onDone: onClose,
    });
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
