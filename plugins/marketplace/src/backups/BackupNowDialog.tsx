import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  BackupRequest,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import { useState } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { BackupOrderDialog } from './BackupOrderDialog';
import { backupName } from './names';

/** Backs an instance up now. */
export function BackupNowDialog(props: {
  instanceRef: InstanceRef;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { instanceRef, onClose } = props;
  const [request] = useState<BackupRequest>(() => ({
    ref: instanceRef,
    name: backupName(instanceRef.name, Date.now()),
  }));
  const verb = t('backups.now', { name: instanceRef.name });
  return (
    <BackupOrderDialog
      title={verb}
      verb={verb}
      request={request}
      onClose={onClose}
    >
      <p>{t('backups.nowWhat', { name: instanceRef.name })}</p>
    </BackupOrderDialog>
  );
}
