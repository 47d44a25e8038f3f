import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { directGroups, within } from '@pilothouse/plugin-platform-node';

const BELIEVED_MS = 10_000;
const PATIENCE_MS = 5_000;

interface Known {
  readonly groups: Promise<readonly string[]>;
  believedUntil: number;
}

/** Tells which groups people are in directly, and believes an answer for some seconds. */
export class DirectGroups {
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly options: {
      auth: AuthService;
      catalog: Pick<CatalogService, 'getEntityByRef'>;
      logger: LoggerService;
    },
  ) {}

  /** Their direct groups; none where the catalog does not answer, and the log says why. */
  async of(userEntityRef: string): Promise<readonly string[]> {
    try {
      return await this.#asked(userEntityRef);
    } catch (error) {
      this.options.logger.warn(
        `The catalog does not tell the groups of ${userEntityRef}, who has a member's rights until it does: ${error}`,
      );
      return [];
    }
  }

  #asked(ref: string): Promise<readonly string[]> {
    const known = this.#known.get(ref);
    if (known && Date.now() < known.believedUntil) {
      return known.groups;
    }
    const asked: Known = {
      groups: within(
        PATIENCE_MS,
        this.#ask(ref),
        () => new Error(`no answer within ${PATIENCE_MS / 1000} s`),
      ),
      believedUntil: Infinity,
    };
    this.#known.set(ref, asked);
    asked.groups.then(
      () => {
        asked.believedUntil = Date.now() + BELIEVED_MS;
      },
      () => this.#known.delete(ref),
    );
    return asked.groups;
  }

  async #ask(ref: string): Promise<readonly string[]> {
    const { auth, catalog } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    return directGroups(await catalog.getEntityByRef(ref, { credentials }));
  }
}
