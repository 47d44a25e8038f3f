/** Names that teams commonly give to the steps on the way to production, in their order. */
const steps: readonly (readonly string[])[] = [
  ['local', 'sandbox'],
  ['dev', 'develop', 'development'],
  ['ci', 'int', 'integration'],
  ['test', 'testing', 'qa'],
  ['uat', 'acceptance'],
  ['perf', 'performance', 'load'],
];

const lastSteps: readonly (readonly string[])[] = [
  ['stage', 'staging', 'pre', 'preprod', 'pre-prod', 'gray', 'canary'],
  ['prod', 'production', 'live'],
  ['dr', 'disaster-recovery'],
];

const unnamed = steps.length + lastSteps.length + 1;

function rankOf(environment: string | undefined): number {
  if (environment === undefined) {
    return unnamed;
  }
  const name = environment.toLowerCase();
  const early = steps.findIndex(names => names.includes(name));
  if (early >= 0) {
    return early;
  }
  const late = lastSteps.findIndex(names => names.includes(name));
  return late >= 0 ? steps.length + 1 + late : steps.length;
}

/**
 * Orders environments as software passes through them: development first, production
 * last. Names that are not known stand before staging, by the alphabet; what has no
 * environment comes after all.
 */
export function compareEnvironments(
  left: string | undefined,
  right: string | undefined,
): number {
  return (
    rankOf(left) - rankOf(right) ||
    (left ?? '').localeCompare(right ?? '', 'en', { numeric: true })
  );
}
