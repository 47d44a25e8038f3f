import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useNumber } from '@pilothouse/plugin-platform-react';
import { useCallback } from 'react';
import { logsTranslationRef } from '../language/ref';
import type { Row } from '../store/rows';

type NoteRow = Exclude<Row, { kind: 'line' }>;

/** Words for what is missing or has ended. */
export function useNoteText(): (row: NoteRow) => string {
  const { t } = useTranslationRef(logsTranslationRef);
  const number = useNumber();
  return useCallback(
    row => {
      const { short: pod, container } = row.source;
      if (row.kind === 'ended') {
        const { reason = '' } = row;
        const exitCode = row.exitCode?.toString();
        if (exitCode === undefined) {
          return t('ended.gone', { pod });
        }
        return reason
          ? t('ended.why', { pod, container, exitCode, reason })
          : t('ended.code', { pod, container, exitCode });
      }
      const { because, lines } = row;
      if (lines === 0) {
        return because === 'restarted'
          ? t('gap.restartedWhole', { pod, container })
          : t('gap.reconnectedWhole', { pod });
      }
      return lines === undefined
        ? t(`gap.${because}`, { pod })
        : t('gap.lost', { pod, count: lines, lines: number.format(lines) });
    },
    [t, number],
  );
}
