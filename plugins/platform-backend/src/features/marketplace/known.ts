import {
  customKindName,
  type CustomReader,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { servedOf } from './offers';

/**
 * Why it is not known which instances of an item a cluster has, in a sentence with what to do;
 * undefined where it is known.
 */
export function whyUnknown(
  { kind, title }: Pick<MiddlewareItem, 'kind' | 'title'>,
  cluster: string,
  custom: CustomReader,
): string | undefined {
  const name = customKindName(kind);
  const served = servedOf(kind, custom).kind;
  if (served === 'absent' || served === 'other-version') return undefined;
  const state = served === 'pending' ? 'pending' : custom.kindState(name).kind;
  return {
    live: undefined,
    absent: undefined,
    pending: `The cluster ${cluster} is still being asked for its ${title}; try again in a moment`,
    stale: `The cluster ${cluster} does not answer for its ${title}; try again when it does`,
    forbidden: `The portal may not read ${name} in the cluster ${cluster}; ask whoever runs Pilothouse to let it`,
  }[state];
}
