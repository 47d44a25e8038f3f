import type { Values, Words } from '@pilothouse/plugin-platform-common';
import { z } from 'zod';

const costsSchema = z.array(
  z.object({
    amount: z.record(z.string(), z.number()),
    unit: z.string().min(1),
  }),
);

const units: Readonly<Record<string, Words>> = {
  MONTHLY: { en: 'a month', zh: '每月' },
  YEARLY: { en: 'a year', zh: '每年' },
  DAILY: { en: 'a day', zh: '每天' },
  HOURLY: { en: 'an hour', zh: '每小时' },
};

/**
 * What a plan costs, in words, as brokers tell it by convention: amounts by currency, and the
 * time that they are for. Undefined where nothing is told.
 */
export function costsOf(
  { costs }: Values,
  free: boolean | undefined,
): Words | undefined {
  const read = costsSchema.safeParse(costs);
  const told = (read.data ?? []).flatMap(({ amount, unit }) =>
    Object.entries(amount).map(([currency, sum]) => ({ currency, sum, unit })),
  );
  if (told.length === 0) {
    return free ? { en: 'Free of charge', zh: '免费' } : undefined;
  }
  const say = (language: keyof Words) =>
    told
      .map(({ currency, sum, unit }) => {
        const per = units[unit.toUpperCase()]?.[language] ?? `/ ${unit}`;
        const money = `${currency.toUpperCase()} ${sum}`;
        return language === 'zh' ? `${per} ${money}` : `${money} ${per}`;
      })
      .join(', ');
  return { en: say('en'), zh: say('zh') };
}
