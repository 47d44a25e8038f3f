import type {
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';

/** As many as fit into a request that the catalog takes. */
const refsAtOnce = 250;
/** So that one who asks for much does not hold up all others. */
const batchesAtOnce = 4;
const fullRef = /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/;

/** Those who ask, and what of the catalog they may read. */
export class Readers {
  constructor(
    private readonly options: {
      readonly auth: AuthService;
      readonly catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
      readonly permissions: PermissionsService;
    },
  ) {}

  /** Whether somebody may read a part of the catalog, neither all nor nothing. */
  async readAPart(credentials: BackstageCredentials): Promise<boolean> {
    const { auth, permissions } = this.options;
    if (!auth.isPrincipal(credentials, 'user')) return false;
    const [decision] = await permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    return decision?.result === AuthorizeResult.CONDITIONAL;
  }

  /**
   * Which of some references lead to an entity that somebody may read, whatever their case.
   *
   * @throws what the catalog answers
   */
  async readable(
    refs: Iterable<string>,
    credentials: BackstageCredentials,
  ): Promise<(ref: string) => boolean> {
    const asked = [...new Set([...refs].map(ref => ref.toLowerCase()))].filter(
      ref => fullRef.test(ref),
    );
    const found = new Set<string>();
    const batches: string[][] = [];
    for (let from = 0; from < asked.length; from += refsAtOnce) {
      batches.push(asked.slice(from, from + refsAtOnce));
    }
    const ask = async (entityRefs: string[]) => {
      const { items } = await this.options.catalog.getEntitiesByRefs(
        { entityRefs, fields: ['kind', 'metadata.namespace', 'metadata.name'] },
        { credentials },
      );
      for (const item of items) if (item) found.add(stringifyEntityRef(item));
    };
    const left = batches.values();
    const askInTurn = async () => {
      for (const batch of left) await ask(batch);
    };
    await Promise.all(Array.from({ length: batchesAtOnce }, askInTurn));
    return ref => found.has(ref.toLowerCase());
  }
}
