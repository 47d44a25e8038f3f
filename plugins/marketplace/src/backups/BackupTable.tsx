import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Backup, InstanceRef } from '@pilothouse/plugin-platform-common';
import { RelativeTime, StatusLabel } from '@pilothouse/plugin-platform-react';
import { Table } from '../instance/Table';
import { marketplaceTranslationRef } from '../language/ref';
import { restorePath } from '../page/paths';

const statusOf = {
  waiting: 'progressing',
  running: 'progressing',
  good: 'healthy',
  failed: 'failed',
} as const;

/** Backups of an instance, and the way to restore each that is good. */
export function BackupTable(props: {
  backups: readonly Backup[];
  instanceRef: InstanceRef;
  restorable: boolean;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { backups, instanceRef, restorable } = props;
  return (
    <Table
      label={t('backups.list')}
      head={[
        t('backups.name'),
        t('backups.state'),
        t('backups.finished'),
        t('backups.size'),
        t('backups.by'),
        ...(restorable ? [t('backups.restoreColumn')] : []),
      ]}
      rows={backups.map(backup => {
        const { name, state, message, finishedAt, size, schedule } = backup;
        return {
          key: name,
          cells: [
            <code key="name">{name}</code>,
            <StatusLabel
              key="state"
              status={statusOf[state]}
              word={t(`backups.is.${state}`)}
              why={message}
            />,
            finishedAt && <RelativeTime at={finishedAt} />,
            size ?? t('backups.sizeNotTold'),
            schedule ?? t('backups.byHand'),
            ...(restorable
              ? [
                  state === 'good' && (
                    <Link
                      key="restore"
                      to={restorePath(instanceRef, name)}
                      aria-label={t('backups.restoreOne', { name })}
                    >
                      {t('backups.restore')}
                    </Link>
                  ),
                ]
              : []),
          ],
        };
      })}
    />
  );
}
