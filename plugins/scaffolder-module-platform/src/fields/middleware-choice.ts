import { parseEntityRef } from '@backstage/catalog-model';
import type { OrderForm, Words } from '@pilothouse/plugin-platform-common';
import { z } from 'zod';

const uiSchema = z.object({
  'ui:options': z.object({ item: z.string().min(1) }),
});

/**
 * The item that a template asks for.
 *
 * @throws an error for whoever writes the template
 */
export function itemOf(ui: unknown): string {
  const read = uiSchema.safeParse(ui);
  if (read.success) return read.data['ui:options'].item;
  throw new Error(
    'PilothouseMiddleware needs ui:options.item: the name of an item of the marketplace, for example postgresql',
  );
}

/** Where it would be ordered: for the team, in the first of the environments. */
export interface Wish {
  readonly owner?: string;
  readonly environments: readonly string[];
}

/** What may be chosen of an item, or why nothing may. */
export type Offer =
  | { readonly kind: 'team-first' | 'environment-first' }
  | {
      readonly kind: 'plans';
      readonly environment: string;
      readonly plans: readonly {
        readonly name: string;
        readonly title: Words;
        readonly summary: Words;
      }[];
    }
  /** `no-place`: the team has none that the item can be had in. */
  | { readonly kind: 'no-place'; readonly environment: string }
  | { readonly kind: 'not-allowed'; readonly environment: string };

/** What of an item a team may order in its first environment. */
export function offerOf(
  form: Pick<OrderForm, 'places' | 'plans'>,
  { owner, environments: [environment] }: Wish,
): Offer {
  if (!owner) return { kind: 'team-first' };
  if (!environment) return { kind: 'environment-first' };
  const team = parseEntityRef(owner).name;
  const places = form.places.filter(
    place => place.tenant === team && place.environment === environment,
  );
  if (places.length === 0) return { kind: 'no-place', environment };
  if (places.every(({ ability }) => !ability.allowed)) {
    return { kind: 'not-allowed', environment };
  }
  return { kind: 'plans', environment, plans: form.plans };
}
