import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { MiddlewareResources } from '@pilothouse/plugin-platform-backend';

/** What the catalog was told of a cluster: each entity as text, by its reference. */
type Told = Map<string, string>;

const settleMs = 500;
const retryMs = 10_000;

/**
 * Tells the catalog of instances as they come, change and go. Each process of the portal
 * tells what it sees change itself, so that none takes away what another has just seen.
 */
export class MiddlewareEntityProvider implements EntityProvider {
  readonly #told = new Map<string, Told>();
  #connection?: EntityProviderConnection;
  #leave: () => void = () => undefined;
  #timer?: NodeJS.Timeout;
  #working = false;
  #ended = false;

  constructor(
    private readonly options: {
      readonly logger: LoggerService;
      readonly resources: Pick<
        MiddlewareResources,
        'current' | 'held' | 'watch'
      >;
    },
  ) {}

  getProviderName(): string {
    return 'pilothouse-middleware';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    this.#leave = this.options.resources.watch(() => this.#soon(settleMs));
    this.#soon(settleMs);
  }

  /** Ends all that it does. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#leave();
  }

  /**
   * Tells the catalog what is otherwise than it was told last, of each cluster whatever
   * comes of the others.
   *
   * @throws AggregateError of what it did not take
   */
  async sync(): Promise<void> {
    const current = this.options.resources.current();
    // Without any cluster, the portal does not know yet which ones it has.
    if (current.length === 0) return;
    const held = this.options.resources.held();
    const names = new Set(current.map(({ cluster }) => cluster));
    const gone = [...new Set([...held.keys(), ...this.#told.keys()])].filter(
      cluster => !names.has(cluster),
    );
    const failures: unknown[] = [];
    const known = current.filter(each => each.entities);
    const ended = gone.map(name => ({ cluster: name, entities: [] }));
    for (const { cluster, entities = [] } of [...known, ...ended]) {
      try {
        await this.#tell(cluster, entities, held.get(cluster));
        if (!names.has(cluster)) this.#told.delete(cluster);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) {
      throw new AggregateError(failures, failures.join('; '));
    }
  }

  async #tell(
    cluster: string,
    entities: readonly Entity[],
    held: readonly Entity[] = [],
  ): Promise<void> {
    // What was there before this process began may have gone meanwhile.
    const before =
      this.#told.get(cluster) ??
      new Map(held.map(entity => [stringifyEntityRef(entity), '']));
    const now: Told = new Map();
    const added = entities.filter(entity => {
      const ref = stringifyEntityRef(entity);
      const text = JSON.stringify(entity);
      now.set(ref, text);
      return before.get(ref) !== text;
    });
    const removed = [...before.keys()].filter(ref => !now.has(ref));
    if (added.length + removed.length > 0) {
      const locationKey = this.getProviderName();
      await this.#connection?.applyMutation({
        type: 'delta',
        added: added.map(entity => ({ entity, locationKey })),
        removed: removed.map(entityRef => ({ entityRef, locationKey })),
      });
    }
    this.#told.set(cluster, now);
  }

  #soon(ms: number): void {
    if (this.#ended || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#work();
    }, ms).unref();
  }

  async #work(): Promise<void> {
    if (this.#working) {
      this.#soon(settleMs);
      return;
    }
    this.#working = true;
    try {
      await this.sync();
    } catch (error) {
      this.options.logger.warn(
        `The catalog was not told of middleware, and is again in ${
          retryMs / 1000
        } s: ${error}`,
      );
      this.#soon(retryMs);
    } finally {
      this.#working = false;
    }
  }
}
