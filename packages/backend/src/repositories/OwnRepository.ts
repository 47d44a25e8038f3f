import type { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type {
  CatalogProcessor,
  LocationSpec,
} from '@backstage/plugin-catalog-node';
import { referencesIn } from './references';
import { mayRead } from './within';

/**
 * Takes into the catalog no entity for which the portal would read, with its own account,
 * from another repository than that of the entity: its author may not be one who may read
 * there, and everybody who sees the entity would read along.
 */
export class OwnRepository implements CatalogProcessor {
  constructor(private readonly integrations: ScmIntegrationRegistry) {}

  getProcessorName(): string {
    return 'PilothouseOwnRepository';
  }

  /** Before the one that reads what placeholders name. */
  getPriority(): number {
    return 0;
  }

  /** @throws InputError that names what may not be read */
  async preProcessEntity(
    entity: Entity,
    location: LocationSpec,
  ): Promise<Entity> {
    // Files of the portal's own machine are named by whoever runs it.
    if (location.type !== 'url') return entity;
    const { target: file } = location;
    const others = referencesIn(entity, file, this.integrations).filter(
      target => !mayRead(target, file, this.integrations),
    );
    if (others.length > 0) {
      throw new InputError(
        `Documentation and files that ${entity.kind} ${
          entity.metadata.name
        } names must be in its own repository; elsewhere is ${others.join(
          ', ',
        )}`,
      );
    }
    return entity;
  }
}
