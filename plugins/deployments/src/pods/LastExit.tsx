import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PodRow } from '@pilothouse/plugin-platform-common';
import { RelativeTime } from '@pilothouse/plugin-platform-react';
import { deploymentsTranslationRef } from '../language/ref';

/** How the last process of a pod ended: reason, exit code and when. */
export function LastExit({ exit }: { exit: NonNullable<PodRow['lastExit']> }) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const code = `${exit.exitCode}`;
  const { reason } = exit;
  return (
    <>
      <div>
        {reason
          ? t('pods.exitReason', { reason, code })
          : t('pods.exitCode', { code })}
      </div>
      {exit.at && <RelativeTime at={exit.at} />}
    </>
  );
}
