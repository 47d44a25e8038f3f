import type {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { readDirectory } from './client';
import type { ScimConfig } from './config';
import { toEntities, type DirectoryEntities } from './entities';
import { judgeRemoval } from './guard';

/** References of the people and of the groups that the catalog holds already. */
export interface Known {
  readonly users: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

/**
 * Keeps the catalog's people and groups equal to those of one user center. Whatever
 * cannot be read, or would remove too many, leaves the catalog as it is.
 */
export class ScimEntityProvider implements EntityProvider {
  readonly #config: ScimConfig;
  readonly #logger: LoggerService;
  readonly #readKnown: () => Promise<Known>;
  readonly #taskRunner: SchedulerServiceTaskRunner;
  #connection?: EntityProviderConnection;
  /** Only what the log was told last; what the catalog holds is asked each time. */
  #said?: string;

  /** @param readKnown - asks the catalog what it holds from this user center */
  constructor(options: {
    config: ScimConfig;
    logger: LoggerService;
    readKnown: () => Promise<Known>;
    taskRunner: SchedulerServiceTaskRunner;
  }) {
    this.#config = options.config;
    this.#logger = options.logger.child({ target: this.getProviderName() });
    this.#readKnown = options.readKnown;
    this.#taskRunner = options.taskRunner;
  }

  getProviderName(): string {
    return `scim:${this.#config.name}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.#taskRunner.run({
      id: this.getProviderName(),
      fn: signal => this.run(signal),
    });
  }

  /**
   * Reads the user center once and tells the catalog all of it; the catalog skips what it
   * holds already. A removal is judged by what the catalog holds, whoever told it.
   *
   * @throws when the user center cannot be read, or its answer is refused
   */
  async run(signal: AbortSignal): Promise<void> {
    if (!this.#connection) {
      throw new Error(`${this.getProviderName()} is not connected yet`);
    }
    const directory = await readDirectory(this.#config, signal);
    const result = toEntities(directory, this.#config);
    const next = knownFrom(result);
    this.#refuseMassRemoval(await this.#readKnown(), next);
    // Always all of it: another process may have told the catalog something else since.
    await this.#connection.applyMutation({
      type: 'full',
      entities: [...result.users, ...result.groups].map(entity => ({
        entity,
        locationKey: this.getProviderName(),
      })),
    });
    this.#say(next, result.problems);
  }

  #say({ users, groups }: Known, problems: readonly string[]): void {
    const summary = `The user center has ${users.size} people and ${groups.size} groups`;
    const said = [summary, ...problems].join('\n');
    if (said === this.#said) {
      return;
    }
    this.#said = said;
    problems.forEach(problem => this.#logger.warn(problem));
    this.#logger.info(summary);
  }

  #refuseMassRemoval(known: Known, next: Known): void {
    const { maxRemovalPercent, url } = this.#config;
    const verdicts = [
      judgeRemoval('people', known.users, next.users, maxRemovalPercent),
      judgeRemoval('groups', known.groups, next.groups, maxRemovalPercent),
    ];
    for (const verdict of verdicts) {
      if (verdict.kind === 'refuse') {
        throw new Error(
          `The answer of ${url} is not used: it ${verdict.because}`,
        );
      }
    }
  }
}

function knownFrom({ users, groups }: DirectoryEntities): Known {
  return { users: refsOf(users), groups: refsOf(groups) };
}

/** References of entities, to compare one reading with the next. */
export function refsOf(entities: readonly Entity[]): Set<string> {
  return new Set(entities.map(entity => stringifyEntityRef(entity)));
}
