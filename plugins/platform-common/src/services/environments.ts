/** Names that teams commonly give to the steps on the way to production, in their order. */
const steps: readonly (readonly string[])[] = [
  ['local', 'sandbox'],
  ['dev', 'develop', 'development'],
  ['ci', 'int', 'integration'],
  ['test', 'testing', 'qa'],
  ['uat', 'acceptance'],
  ['perf', 'performance', 'load'],
];

/** Names that teams commonly give to the environments on which customers depend. */
export const productionNames: readonly string[] = [
  'prod',
  'production',
  'live',
];

const lastSteps: readonly (readonly string[])[] = [
  ['stage', 'staging', 'pre', 'preprod', 'pre-prod', 'gray', 'canary'],
  productionNames,
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
 * Whether an environment is one on which customers depend, by its name.
 *
 * @param names - of such, as the portal is told
 */
export function isProduction(
  environment: string,
  names: readonly string[] = productionNames,
): boolean {
  const name = environment.toLowerCase();
  return names.some(each => each.toLowerCase() === name);
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
