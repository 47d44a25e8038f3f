import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import { deploymentsTranslationRef } from '../language/ref';
import { Glow } from '../ui/Glow';
import { Section } from '../ui/Section';
import { Facts } from './Facts';

/** What scales the workload by itself, and what keeps its pods from being taken away. */
export function Scaling(props: {
  placement: Pick<PlacementDetail, 'autoscaler' | 'budget'>;
}) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { autoscaler, budget } = props.placement;
  if (!autoscaler && !budget) {
    return null;
  }
  const paused = autoscaler?.paused ?? false;
  const facts = [
    autoscaler && {
      key: 'bounds',
      name: autoscaler.name,
      value: (
        <Glow of={`${paused} ${autoscaler.current}/${autoscaler.desired}`}>
          {paused
            ? t('autoscaler.paused', {
                min: `${autoscaler.min}`,
                max: `${autoscaler.max}`,
              })
            : t(`autoscaler.${wants(autoscaler) ? 'bounds' : 'undecided'}`, {
                min: `${autoscaler.min}`,
                max: `${autoscaler.max}`,
                current: `${autoscaler.current}`,
                desired: `${autoscaler.desired}`,
              })}
        </Glow>
      ),
    },
    // Without pods there is nothing to measure, which is no failure.
    ...(paused ? [] : autoscaler?.metrics ?? []).map(metric => ({
      key: `metric ${metric.name}`,
      name: metric.name,
      value: t('autoscaler.metric', {
        current: metric.current ?? t('autoscaler.unknown'),
        target: metric.target ?? t('autoscaler.unknown'),
      }),
    })),
    budget && {
      key: 'budget',
      name: budget.name,
      value: t('autoscaler.budget', {
        rule: budget.rule,
        allowed: `${budget.allowedDisruptions}`,
      }),
    },
  ].filter(fact => fact !== undefined);
  return (
    <Section title={t('autoscaler.title')}>
      <Facts facts={facts} />
    </Section>
  );
}

/** Until it has read its metrics once, its status wants nothing at all. */
function wants({ desired, min }: { desired: number; min: number }): boolean {
  return desired > 0 || min === 0;
}
