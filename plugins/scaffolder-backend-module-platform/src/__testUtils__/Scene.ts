import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { TemplateInfo } from '@backstage/plugin-scaffolder-common';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject } from '@backstage/types';
import {
  InMemoryCiServer,
  InMemoryPersonalKube,
  InMemoryRegistry,
} from '@pilothouse/plugin-platform-node/testing';
import {
  Slots,
  type ImageRegistry,
  type MiddlewareComposition,
} from '@pilothouse/plugin-platform-node';
import type { Knex } from 'knex';
import { actionsFor, type Surroundings } from '../actions';
import { Claiming } from '../claims/Claiming';
import { Claims } from '../claims/Claims';
import { People } from '../service/people';
import { readSettings } from '../settings';
import { handlersFor } from '../things/all';
import { fatesFrom, type TaskFate } from '../undo/fate';
import { PipelineFailures } from '../undo/PipelineFailures';
import { UndoLoop } from '../undo/UndoLoop';
import { UndoRecords } from '../undo/UndoRecords';
import { Undoing, type UndoReport } from '../undo/undo';
import { freshDatabase } from './database';
import { InMemoryCatalog } from './InMemoryCatalog';
import { InMemoryGit } from './InMemoryGit';
import { InMemoryImages } from './InMemoryImages';
import { InMemoryMiddleware, postgresql } from './InMemoryMiddleware';

export const host = 'git.example.com';

/** What a service of the scene is made with. */
export const checkout = {
  name: 'checkout',
  owner: 'group:default/shop',
  environments: ['dev'],
  repoUrl: `${host}?owner=shop&repo=checkout`,
};

export const secrets = {
  git: 'the secret of git',
  registry: 'the secret of the registry',
  portalRegistry: 'the secret by which images are deleted',
  token: 'the token of the deployer',
  webhook: 'the secret of the hook',
};

const data = {
  integrations: {
    gitea: [
      { host, baseUrl: `https://${host}`, username: 'portal', password: 'x' },
    ],
  },
  pilothouse: {
    platformEngineers: { groups: ['platform-engineers'] },
    registry: {
      host: 'registry.example.com',
      username: 'portal',
      password: secrets.portalRegistry,
    },
    delivery: {
      git: { username: 'ci', password: secrets.git },
      registry: { username: 'ci', password: secrets.registry },
      addresses: [{ hostSuffix: 'apps.localhost', port: 1 }],
      webhook: { url: 'https://ci.example.com/hook', secret: secrets.webhook },
    },
  },
};

/** The portal with twins of all systems around it: a team, its people, and two namespaces. */
export class Scene {
  readonly catalog = new InMemoryCatalog();
  readonly ci = new InMemoryCiServer();
  readonly git = new InMemoryGit(host);
  readonly images = new InMemoryImages();
  readonly kube = new InMemoryPersonalKube([
    'user:default/lin',
    'user:default/ann',
  ]);
  readonly middleware = new InMemoryMiddleware(this.kube);
  /** Its projects and robot accounts; what is in it is in {@link images}. */
  readonly projects = new InMemoryRegistry();
  registry: ImageRegistry = this.projects;
  /** Kinds of middleware that no API serves. */
  readonly compositions: MiddlewareComposition[] = [];
  readonly logged: string[] = [];
  readonly fates = new Map<string, TaskFate>();
  readonly told: { taskId: string; report: UndoReport }[] = [];
  now = 0;
  /** What the policy answers. */
  permitted: AuthorizeResult.ALLOW | AuthorizeResult.DENY =
    AuthorizeResult.ALLOW;

  private constructor(
    readonly db: Knex,
    readonly claims: Claims,
    readonly records: UndoRecords,
    readonly failures: PipelineFailures,
  ) {}

  static async open(): Promise<Scene> {
    const db = await freshDatabase();
    const claims = await Claims.open(db);
    const scene = new Scene(
      db,
      claims,
      await UndoRecords.open(db),
      await PipelineFailures.open(db),
    );
    scene.catalog.addPerson('lin', ['shop']);
    scene.catalog.addPerson('ann', ['payments']);
    const cluster = scene.kube.reader.addCluster('east');
    for (const environment of ['dev', 'prod']) {
      const name = `shop-${environment}`;
      const labels = {
        'pilothouse.dev/tenant': 'shop',
        'pilothouse.dev/environment': environment,
      };
      cluster.put('namespaces', { metadata: { name, labels } });
    }
    scene.kube.answers = path =>
      path.endsWith('/token')
        ? ({
            status: {
              token: secrets.token,
              expirationTimestamp: '2032-01-01T00:00:00Z',
            },
          } as object)
        : undefined;
    return scene;
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }

  /** As after a restart of the backend: only the database and the systems remember. */
  startAgain(): void {
    this.#loop = undefined;
    this.#surroundings = undefined;
  }

  readonly #fateOf = fatesFrom({
    auth: mockServices.auth(),
    scaffolder: {
      getTask: async ({ taskId }) => {
        const status = this.fates.get(taskId) ?? 'under-way';
        if (status === 'gone') {
          throw Object.assign(new Error('gone'), { name: 'NotFoundError' });
        }
        return { status } as never;
      },
    },
  });

  get loop(): UndoLoop {
    this.#loop ??= new UndoLoop({
      claims: this.claims,
      failures: this.failures,
      fateOf: this.#fateOf,
      logger: mockServices.logger.mock(),
      now: () => this.now,
      records: this.records,
      tell: async (_person, taskId, report) => {
        this.told.push({ taskId, report });
      },
      undoing: this.surroundings.undoing,
    });
    return this.#loop;
  }
  #loop?: UndoLoop;

  get surroundings(): Surroundings {
    this.#surroundings ??= this.#assembled();
    return this.#surroundings;
  }
  #surroundings?: Surroundings;

  /** Runs one action of a task as lin, and gives what it outputs. */
  async run(
    id: string,
    input: JsonObject = {},
    how: {
      task?: string;
      who?: string;
      isDryRun?: boolean;
      signal?: AbortSignal;
      templateInfo?: TemplateInfo;
      workspacePath?: string;
    } = {},
  ): Promise<Record<string, unknown>> {
    const action = this.#action(id);
    const outputs: Record<string, unknown> = {};
    const { task = 'task-1', who = 'lin', ...rest } = how;
    const logger = mockServices.logger.mock({
      info: message => void this.logged.push(message),
      warn: message => void this.logged.push(message),
      error: message => void this.logged.push(message),
    });
    const context = createMockActionContext({ input, task: { id: task } });
    await action.handler({
      ...context,
      ...rest,
      logger,
      getInitiatorCredentials: async () =>
        mockCredentials.user(`user:default/${who}`),
      checkpoint: async ({ fn }) => fn(),
      output: (name: string, value: unknown) => {
        outputs[name] = value;
      },
    });
    return outputs;
  }

  #action(id: string): TemplateAction {
    const found = actionsFor(this.surroundings).find(
      action => action.id === id,
    );
    if (!found) throw new Error(`There is no action ${id}`);
    // Each has a type of input of its own; the scaffolder, too, checks them by schema alone.
    return found as unknown as TemplateAction;
  }

  #assembled(): Surroundings {
    const config = mockServices.rootConfig({ data });
    const settings = readSettings(config);
    const { catalog, ci, claims, git, images, kube, records, registry } = this;
    const { middleware } = this;
    const auth = mockServices.auth();
    const systems = {
      ...{ auth, catalog, ci, claims, git, images, kube },
      ...{ items: [postgresql], middleware, registry, settings },
      compositions: this.compositions,
    };
    const handlers = handlersFor(systems);
    return {
      ...systems,
      claiming: new Claiming({
        claims,
        fateOf: this.#fateOf,
        handlers,
        settle: taskId => this.loop.settle(taskId),
      }),
      failures: this.failures,
      handlers,
      integrations: ScmIntegrations.fromConfig(config),
      pauseMs: 1,
      permissions: mockServices.permissions({ result: this.permitted }),
      pushes: new Slots(2),
      records,
      people: new People({ auth, catalog, engineers: settings.engineers }),
      undoing: new Undoing({ claims, fateOf: this.#fateOf, handlers, records }),
    };
  }
}
