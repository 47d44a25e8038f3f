/** What Kubernetes takes where a Deployment says nothing. */
const usual = '25%';

/**
 * How many pods more than it keeps a Deployment of a chart needs for a rolling update to go
 * on: one where no pod is taken away before a new one is ready, as there is no other way. What
 * a chart works out of its values is taken to be as usual.
 *
 * @param templates - of the chart
 * @param pods - that the Deployment keeps
 */
export function podsForRollout(
  templates: readonly string[],
  pods: number,
): 0 | 1 {
  const deployment = templates
    .flatMap(text => text.split(/^---/m))
    .find(text => /^kind:\s*Deployment\s*$/m.test(text));
  if (deployment === undefined || pods === 0) return 0;
  const strategy = strategyIn(deployment);
  if (/\btype:\s*['"]?Recreate\b/.test(strategy)) return 0;
  const unavailable = Math.floor(amountIn(strategy, 'maxUnavailable', pods));
  const surge = Math.ceil(amountIn(strategy, 'maxSurge', pods));
  return unavailable === 0 && surge > 0 ? 1 : 0;
}

/** What is below `strategy`, by its indentation. */
function strategyIn(deployment: string): string {
  const [, , strategy = ''] =
    /^( +)strategy:(.*(?:\n(?:\1 +.*| *))*)/m.exec(deployment) ?? [];
  return strategy;
}

function amountIn(strategy: string, name: string, pods: number): number {
  const found = new RegExp(`\\b${name}:\\s*['"]?(\\d+%?)`).exec(strategy);
  const [, amount = usual] = found ?? [];
  const number = Number.parseInt(amount, 10);
  return amount.endsWith('%') ? (number * pods) / 100 : number;
}
