import type { BrokenLimit } from '@pilothouse/plugin-platform-node';

/** A bound that is not kept, in the words of Kubernetes: `limits.cpu 2 (max 1)`. */
export function limitText(broken: BrokenLimit): string {
  const { asked = '–', bound, limited, part, resource } = broken;
  const named =
    bound === 'ratio' && broken.asked !== undefined
      ? `limits.${resource}/requests.${resource}`
      : `${part}s.${resource}`;
  const limit = bound === 'ratio' ? 'maxLimitRequestRatio' : bound;
  return `${named} ${asked} (${limit} ${limited})`;
}
