import { isDeepStrictEqual } from 'node:util';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  CatalogKnowledge,
  CatalogReader,
} from '../../../catalog/CatalogReader';

/** A catalog that holds what tests put into it. */
export class InMemoryCatalog implements CatalogReader {
  #entities: readonly Entity[];
  #byKind = new Map<string, readonly Entity[]>();
  readonly #listeners = new Set<() => void>();
  current: CatalogKnowledge = { kind: 'current' };

  constructor(entities: readonly Entity[] = []) {
    this.#entities = entities;
  }

  /** Replaces everything. */
  show(entities: readonly Entity[]): void {
    const before = this.#entities;
    this.#entities = entities;
    for (const kind of this.#byKind.keys()) {
      const [was, is] = [before, entities].map(all => ofKind(all, kind));
      if (!isDeepStrictEqual(was, is)) this.#byKind.delete(kind);
    }
    this.#listeners.forEach(listener => listener());
  }

  /** Tells of how well it is known from now on. */
  becomes(knowledge: CatalogKnowledge): void {
    this.current = knowledge;
    this.#listeners.forEach(listener => listener());
  }

  knowledge(): CatalogKnowledge {
    return this.current;
  }

  entities(kind: string): readonly Entity[] {
    const known = this.#byKind.get(kind);
    const found = known ?? ofKind(this.#entities, kind);
    this.#byKind.set(kind, found);
    return found;
  }

  entity(ref: string): Entity | undefined {
    return this.#entities.find(each => stringifyEntityRef(each) === ref);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function ofKind(entities: readonly Entity[], kind: string): readonly Entity[] {
  return entities.filter(each => each.kind.toLowerCase() === kind);
}

/** A person who is in these groups of the default namespace. */
export function userIn(name: string, ...groups: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    relations: groups.map(group => ({
      type: 'memberOf',
      targetRef: `group:default/${group}`,
    })),
  };
}
