import type { FilterPredicate } from '@backstage/filter-predicates';

/** Holds for entities that have a relation of that type. */
export function relatesBy(type: string): FilterPredicate {
  return { relations: { $contains: { type } } };
}

/** Holds for entities that provide or consume an API. */
export const handlesApis: FilterPredicate = {
  $any: [relatesBy('providesApi'), relatesBy('consumesApi')],
};

/** Holds for entities that have documentation, of their own or of another's. */
export const hasDocumentation: FilterPredicate = {
  $any: [
    { 'metadata.annotations.backstage.io/techdocs-ref': { $exists: true } },
    { 'metadata.annotations.backstage.io/techdocs-entity': { $exists: true } },
  ],
};

/** Holds for what software is made of, other than people and teams. */
export const isSoftware: FilterPredicate = {
  kind: { $in: ['component', 'api', 'resource', 'system', 'domain'] },
};
