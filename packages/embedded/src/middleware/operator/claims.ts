import type { Action, OperatorEvent } from './actions.ts';
import { bytesOf, type Claim } from './objects.ts';

/** A claim that asks for less than it is to have. */
export interface SmallClaim {
  readonly name: string;
  /** What it asks for. */
  readonly has: string;
}

/**
 * A larger size is asked of each claim that asks for less; whether its class can grow, the API
 * server says.
 *
 * @param size - quantity that is wanted; undefined for what there is
 * @param eventOf - what people are told of one
 */
export function largerClaims(
  claims: readonly Claim[],
  size: string | undefined,
  eventOf?: (claim: SmallClaim) => OperatorEvent,
): Action[] {
  return claims.flatMap(({ metadata, spec }): Action[] => {
    const { namespace, name = '' } = metadata ?? {};
    const has = spec?.resources?.requests?.storage ?? '';
    if (bytesOf(size) <= bytesOf(has)) return [];
    return [
      {
        kind: 'patch',
        path: `/api/v1/namespaces/${namespace}/persistentvolumeclaims/${name}`,
        body: { spec: { resources: { requests: { storage: size } } } },
        ...(eventOf && { event: eventOf({ name, has }) }),
      },
    ];
  });
}
