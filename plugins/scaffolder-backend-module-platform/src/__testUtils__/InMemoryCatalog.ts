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
    this.entities.set(`component:default/${name}`, {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name, uid: `uid of ${name}`, annotations },
    });
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
