import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useLanguage } from '@pilothouse/plugin-platform-react';
import { useCallback } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { rhythmOf, type Rhythm } from './rhythm';

/** Names of the days of the week, Sunday first. */
export function useWeekdays(): readonly string[] {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    timeZone: 'UTC',
  });
  // The first of February 2032 is a Sunday.
  return [1, 2, 3, 4, 5, 6, 7].map(day =>
    format.format(Date.UTC(2032, 1, day)),
  );
}

/** Says the times of a schedule. */
export function useRhythmWords(): (cron: string, fields: 5 | 6) => string {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const weekdays = useWeekdays();
  return useCallback(
    (cron, fields) => {
      const rhythm: Rhythm = rhythmOf(cron, fields);
      switch (rhythm.every) {
        case 'hour':
          return t('rhythm.hourly', { minute: `${rhythm.minute}` });
        case 'day':
          return t('rhythm.daily', { time: rhythm.time });
        case 'week':
          return t('rhythm.weekly', {
            time: rhythm.time,
            day: weekdays[rhythm.day] ?? '',
          });
        default:
          return t('rhythm.other', { cron });
      }
    },
    [t, weekdays],
  );
}
