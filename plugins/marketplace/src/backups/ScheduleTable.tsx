import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import type { BackupSchedule } from '@pilothouse/plugin-platform-common';
import {
  absoluteTime,
  RelativeTime,
  StatusLabel,
  useLanguage,
  useNow,
} from '@pilothouse/plugin-platform-react';
import { Table } from '../instance/Table';
import { marketplaceTranslationRef } from '../language/ref';
import { useRhythmWords } from './useRhythmWords';

/** Schedules of an instance, when each was and is due, and whether it does its work. */
export function ScheduleTable(props: {
  schedules: readonly BackupSchedule[];
  cronFields: 5 | 6;
  /** Whether schedules say how many backups are kept. */
  keeps: boolean | undefined;
  disabled: boolean;
  onChange: (schedule: BackupSchedule) => void;
  onEnd: (schedule: BackupSchedule) => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const language = useLanguage();
  const sayRhythm = useRhythmWords();
  const now = useNow();
  const { schedules, cronFields, keeps, disabled, onChange, onEnd } = props;
  // Not every operator tells it.
  const isDue = schedules.some(({ nextAt }) => nextAt !== undefined) || !keeps;
  const stateOf = ({ message, suspended, lateAt }: BackupSchedule) => {
    if (message)
      return { status: 'failed', word: t('schedule.refused') } as const;
    if (suspended) {
      return { status: 'unknown', word: t('schedule.isSuspended') } as const;
    }
    return lateAt !== undefined && Date.parse(lateAt) <= now
      ? ({ status: 'failed', word: t('schedule.late') } as const)
      : ({ status: 'healthy', word: t('schedule.works') } as const);
  };
  return (
    <Table
      label={t('schedule.list')}
      head={[
        t('schedule.name'),
        t('backups.state'),
        t('schedule.times'),
        t('schedule.last'),
        ...(isDue ? [t('schedule.next')] : []),
        ...(keeps ? [t('schedule.kept')] : []),
        t('schedule.actions'),
      ]}
      rows={schedules.map(schedule => {
        const { name, cron, keep, lastAt, nextAt, message, suspended } =
          schedule;
        return {
          key: name,
          cells: [
            <code key="name">{name}</code>,
            <StatusLabel key="state" {...stateOf(schedule)} why={message} />,
            sayRhythm(cron, cronFields),
            lastAt && <RelativeTime at={lastAt} />,
            ...(isDue
              ? [
                  nextAt &&
                    !suspended &&
                    absoluteTime(Date.parse(nextAt), language),
                ]
              : []),
            ...(keeps ? [keep ?? t('schedule.keepsAll')] : []),
            <span key="actions" style={{ whiteSpace: 'nowrap' }}>
              <Button
                size="small"
                style={{ textTransform: 'none' }}
                disabled={disabled}
                aria-label={t('schedule.changeOne', { name })}
                onClick={() => onChange(schedule)}
              >
                {t('schedule.change')}
              </Button>
              <Button
                size="small"
                style={{ textTransform: 'none' }}
                disabled={disabled}
                onClick={() => onEnd(schedule)}
              >
                {t('schedule.end', { name })}
              </Button>
            </span>,
          ],
        };
      })}
    />
  );
}
