import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { directGroups, within } from '@pilothouse/plugin-platform-node';

const BELIEVED_MS = 10_000;
const FAILURE_BELIEVED_MS = 2_000;
const PATIENCE_MS = 2_000;
/** After it a question without an answer is given up, and asked again. */
const GIVEN_UP_MS = 10_000;

interface Known {
  /** None from when the catalog has failed, or was silent for too long. Never rejects. */
  readonly groups: Promise<readonly string[]>;
  readonly until: number;
}

/**
 * Tells which groups people are in directly, and believes an answer for some seconds. A
 * catalog that is down or silent costs a short wait now and then, not one each time.
 */
export class DirectGroups {
  readonly #known = new Map<string, Known>();
  #failing = false;

  constructor(
    private readonly options: {
      auth: AuthService;
      catalog: Pick<CatalogService, 'getEntityByRef'>;
      logger: LoggerService;
    },
  ) {}

  /** Their direct groups; none while the catalog does not answer, and the log says why. */
  of(userEntityRef: string): Promise<readonly string[]> {
    const known = this.#known.get(userEntityRef);
    return known && Date.now() < known.until
      ? known.groups
      : this.#learn(userEntityRef);
  }

  /** Asks, and takes an answer also when nobody waits for it any longer. */
  #learn(ref: string): Promise<readonly string[]> {
    const asked = this.#ask(ref);
    const late = () =>
      new Error(`no answer within ${PATIENCE_MS / 1000} seconds`);
    const groups = within(PATIENCE_MS, asked, late).catch(error => {
      this.#failed(error);
      return [];
    });
    const asking: Known = { groups, until: Date.now() + GIVEN_UP_MS };
    this.#known.set(ref, asking);
    const believe = (ms: number, now: Known['groups']) => {
      // What was given up meanwhile says nothing any more.
      if (this.#known.get(ref) === asking) {
        this.#known.set(ref, { groups: now, until: Date.now() + ms });
      }
    };
    asked.then(
      () => {
        believe(BELIEVED_MS, asked);
        this.#answered();
      },
      () => believe(FAILURE_BELIEVED_MS, groups),
    );
    return groups;
  }

  async #ask(ref: string): Promise<readonly string[]> {
    const { auth, catalog } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    return directGroups(await catalog.getEntityByRef(ref, { credentials }));
  }

  #failed(error: unknown): void {
    if (!this.#failing) {
      this.#failing = true;
      this.options.logger.warn(
        `The catalog does not tell who is in which group; until it does, platform engineers have a member's rights: ${error}`,
      );
    }
  }

  #answered(): void {
    if (this.#failing) {
      this.#failing = false;
      this.options.logger.info('The catalog tells again who is in which group');
    }
  }
}
