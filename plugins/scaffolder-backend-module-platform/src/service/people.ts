import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { directGroups } from '@pilothouse/plugin-platform-node';

/** Knows who runs a task, and for whom they may. */
export class People {
  constructor(
    private readonly options: {
      readonly auth: AuthService;
      readonly catalog: Pick<CatalogService, 'getEntityByRef'>;
      /** References of the platform engineers' groups. */
      readonly engineers: readonly string[];
    },
  ) {}

  /**
   * Reference of the person who started a task.
   *
   * @throws NotAllowedError when it was a program
   */
  personOf(credentials: BackstageCredentials): string {
    if (!this.options.auth.isPrincipal(credentials, 'user')) {
      throw new NotAllowedError(
        'Only people can run this: what is made belongs to their team and is made with their rights',
      );
    }
    return credentials.principal.userEntityRef;
  }

  /**
   * Why somebody may not make something for a team; as the clusters know them, by the
   * groups that they are in directly.
   *
   * @returns undefined when they may
   */
  async strangerTo(team: string, person: string): Promise<string | undefined> {
    const mayOwn = await this.ownersFor(person);
    return mayOwn({ kind: 'Group', metadata: { name: team } })
      ? undefined
      : `You are not a member of ${team}: choose a team of yours as the owner, or ask to be taken in`;
  }

  /** For which groups somebody may make something: platform engineers for all. */
  async ownersFor(
    person: string,
  ): Promise<(entity: Pick<Entity, 'kind' | 'metadata'>) => boolean> {
    const { auth, catalog, engineers } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const user = await catalog.getEntityByRef(person, { credentials });
    const groups = directGroups(user);
    const all = engineers.some(ref => groups.includes(ref));
    return entity =>
      entity.kind === 'Group' && (all || groups.includes(refOf(entity)));
  }

  /** @throws NotAllowedError when somebody may not make something for a team */
  async assertMember(team: string, person: string): Promise<void> {
    const because = await this.strangerTo(team, person);
    if (because) throw new NotAllowedError(because);
  }
}

function refOf({ kind, metadata }: Pick<Entity, 'kind' | 'metadata'>): string {
  const { name, namespace } = metadata;
  return stringifyEntityRef({ kind, namespace, name });
}
