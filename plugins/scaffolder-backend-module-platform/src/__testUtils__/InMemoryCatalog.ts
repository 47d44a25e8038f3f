import type { Entity } from '@backstage/catalog-model';
import type { RegistrationCatalog } from '../things/catalog';

const person = (name: string, groups: readonly string[]): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name },
  relations: groups.map(group => ({
    type: 'memberOf',
    targetRef: `group:default/${group}`,
  })),
});

/** Twin of the catalog, as far as services are registered there. */
export class InMemoryCatalog implements RegistrationCatalog {
  readonly entities = new Map<string, Entity>();
  readonly locations = new Map<string, string>();

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

  /** Of filters only such that name values of annotations are known here. */
  async getEntities(
    request: Parameters<RegistrationCatalog['getEntities']>[0],
  ): Promise<{ items: Entity[] }> {
    const filters = [request?.filter ?? {}].flat();
    const prefix = 'metadata.annotations.';
    const items = [...this.entities.values()].filter(({ metadata }) =>
      filters.some(filter =>
        Object.entries(filter).every(([key, values]) => {
          const value = metadata.annotations?.[key.slice(prefix.length)];
          return value !== undefined && [values].flat().includes(value);
        }),
      ),
    );
    return { items };
  }

  async getEntityByRef(ref: unknown): Promise<Entity | undefined> {
    return this.entities.get(String(ref));
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
