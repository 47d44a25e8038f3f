import type { Config } from '@backstage/config';
import { defaultMasks, maskerOf, type MaskRule } from './mask';

/**
 * What the configuration calls sensitive, at `pilothouse.logs.mask`; without it, what
 * usually is.
 *
 * @throws InputError naming the pattern that cannot be used
 */
export function readMask(config: Config): (text: string) => string {
  const rules = config.getOptionalConfigArray('pilothouse.logs.mask')?.map(
    (rule): MaskRule => ({
      name: rule.getString('name'),
      pattern: rule.getString('pattern'),
    }),
  );
  return maskerOf(rules ?? defaultMasks);
}
