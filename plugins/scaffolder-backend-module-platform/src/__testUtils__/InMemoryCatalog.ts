import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import type { EntityQuery, RegistrationCatalog } from '../things/catalog';

const person = (name: string, groups: readonly string[]): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name },
  relations: groups.map(group => ({
    type: 'memberOf',
    targetRef: `group:default/${group}`,
  })),
});

/** The catalog's search keeps of longer values only that they are there. */
const searchable = 200;
const prefix = 'metadata.annotations.';

/** Of queries only such that look at annotations are known here. */
function matches(entity: Entity, query: EntityQuery): boolean {
  if (typeof query !== 'object') throw new Error(`Unknown: ${query}`);
  if ('$any' in query) return query.$any.some(each => matches(entity, each));
  if ('$all' in query) return query.$all.every(each => matches(entity, each));
  if ('$not' in query) return !matches(entity, query.$not);
  return Object.entries(query).every(([key, wanted]) => {
    const value = entity.metadata.annotations?.[key.slice(prefix.length)];
    if (typeof wanted !== 'object') throw new Error(`Unknown: ${key}`);
    if (value === undefined) return false;
    if ('$exists' in wanted) return wanted.$exists;
    if (!('$hasPrefix' in wanted)) throw new Error(`Unknown: ${key}`);
    const start = wanted.$hasPrefix.toLowerCase();
    return value.length <= searchable && value.toLowerCase().startsWith(start);
  });
}

/** Twin of the catalog, as far as services are registered there. */
export class InMemoryCatalog implements RegistrationCatalog {
  readonly entities = new Map<string, Entity>();
  readonly locations = new Map<string, string>();
  /** Throws to break off. */
  gate: (what: string) => void = () => {};
  /** Throws to refuse who registers something. */
  admit: (credentials: BackstageCredentials) => void = () => {};

  addPerson(name: string, groups: readonly string[]): void {
    this.entities.set(`user:default/${name}`, person(name, groups));
  }

  /** Registers what a file of a repository tells, as the stock action does. */
  register(target: string, name: string): void {
    this.locations.set(`id of ${target}`, target);
    const annotations = {
      'backstage.io/managed-by-origin-location': `url:${target}`,
    };
    this.put('Component', name, {
      annotations: {
        ...annotations,
        'jenkins.io/job-full-name': `shop/${name}`,
      },
      relations: [
        { type: 'providesApi', targetRef: `api:default/${name}-api` },
      ],
    });
    this.put('API', `${name}-api`, { annotations });
    this.put('Location', `generated-${name}`, { annotations });
  }

  /** Puts an entity of the shop there. */
  put(
    kind: string,
    name: string,
    {
      annotations,
      owner = 'group:default/shop',
      relations = [],
    }: Pick<Entity, 'relations'> & {
      annotations?: Record<string, string>;
      owner?: string;
    },
  ): void {
    this.entities.set(`${kind.toLowerCase()}:default/${name}`, {
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { name, uid: `uid of ${name}`, annotations },
      spec: { owner },
      relations,
    });
  }

  /** In pages of one, so that nobody is content with the first. */
  async *streamEntities(
    request: Parameters<RegistrationCatalog['streamEntities']>[0],
  ): AsyncIterable<Entity[]> {
    for (const entity of [...this.entities.values()]) {
      if (matches(entity, request?.query ?? {})) yield [entity];
    }
  }

  async getEntitiesByRefs({
    entityRefs,
  }: Parameters<RegistrationCatalog['getEntitiesByRefs']>[0]) {
    return { items: entityRefs.map(ref => this.entities.get(ref)) };
  }

  async getEntityByRef(ref: unknown): Promise<Entity | undefined> {
    return this.entities.get(String(ref));
  }

  async addLocation(
    {
      dryRun,
      onConflict,
      target,
    }: Parameters<RegistrationCatalog['addLocation']>[0],
    { credentials }: Parameters<RegistrationCatalog['addLocation']>[1],
  ) {
    this.admit(credentials);
    const [, name = ''] = /([^/]+)\/src\/branch\//.exec(target) ?? [];
    const exists = [...this.locations.values()].includes(target);
    if (exists && !dryRun && onConflict !== 'refresh') {
      throw new ConflictError(`Location url:${target} already exists`);
    }
    if (!dryRun) this.register(target, name);
    this.gate(dryRun ? 'tried' : 'added');
    const entities = [...this.entities.values()].filter(
      ({ metadata }) =>
        metadata.annotations?.['backstage.io/managed-by-origin-location'] ===
        `url:${target}`,
    );
    const location = { id: `id of ${target}`, type: 'url', target };
    return { entities, exists, location: { ...location, entityRef: '' } };
  }

  async getLocations() {
    const items = [...this.locations].map(([id, target]) => ({
      id,
      type: 'url',
      target,
      entityRef: `location:default/${id}`,
    }));
    return { items };
  }

  async removeEntityByUid(uid: string): Promise<void> {
    for (const [ref, { metadata }] of this.entities) {
      if (metadata.uid === uid) this.entities.delete(ref);
    }
  }

  async removeLocationById(id: string): Promise<void> {
    this.locations.delete(id);
  }
}
