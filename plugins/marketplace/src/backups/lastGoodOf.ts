import type { Backup, Backups } from '@pilothouse/plugin-platform-common';

/** The newest backup from which can be restored, of those that are listed. */
export function lastGoodOf({ list }: Backups): Backup | undefined {
  return list?.find(({ state }) => state === 'good');
}
