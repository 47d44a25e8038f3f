import { z } from 'zod';
import { readIfExists, writeAtomic } from '../../../platform/files.ts';
import { badRequest, conflict } from './errors.ts';
import { policySchema } from './retention.ts';

const projectSchema = z.object({
  id: z.number(),
  name: z.string(),
  public: z.boolean(),
  /** In bytes; -1 for none. */
  storageLimit: z.number(),
  owner: z.string(),
  createdAt: z.string(),
});

const permissionSchema = z.object({
  kind: z.literal('project'),
  /** Name of the project. */
  namespace: z.string(),
  access: z.array(z.object({ resource: z.string(), action: z.string() })),
});

const robotSchema = z.object({
  id: z.number(),
  /** As it signs in: `robot$<project>+<name>`. */
  name: z.string(),
  projectId: z.number(),
  description: z.string(),
  /** In days; -1 for no end. */
  duration: z.number(),
  disabled: z.boolean(),
  createdAt: z.string(),
  /** Seconds since 1970; -1 for never. */
  expiresAt: z.number(),
  /** Salted, so that the file tells no secret. */
  proof: z.object({ salt: z.string(), hash: z.string() }),
  permissions: z.array(permissionSchema),
});

const taskSchema = z.object({
  id: z.number(),
  repository: z.string(),
  status: z.enum(['Success', 'Error']),
  total: z.number(),
  retained: z.number(),
  /** What became of each artifact, for people. */
  log: z.string(),
});

const executionSchema = z.object({
  id: z.number(),
  policyId: z.number(),
  trigger: z.enum(['Manual', 'Schedule']),
  dryRun: z.boolean(),
  startedAt: z.string(),
  endedAt: z.string(),
  tasks: z.array(taskSchema),
});

const retentionSchema = z.object({
  id: z.number(),
  projectId: z.number(),
  policy: policySchema,
  /** When it was carried out by its schedule last, or was made. */
  scheduledAt: z.string(),
});

const stateSchema = z.object({
  lastId: z.number(),
  retentions: z.array(retentionSchema).default([]),
  /** The newest last. */
  executions: z.array(executionSchema).default([]),
  projects: z.array(projectSchema),
  robots: z.array(robotSchema),
});

export type Retention = z.infer<typeof retentionSchema>;
export type Execution = z.infer<typeof executionSchema>;
export type Project = z.infer<typeof projectSchema>;
export type Robot = z.infer<typeof robotSchema>;
type State = z.infer<typeof stateSchema>;

/** Harbor's own rule. */
const NAME = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

const PUBLIC = 'library';

/** Executions that are kept of each policy. */
const KEPT_EXECUTIONS = 20;

/** Projects and robot accounts; each change is on disk before it is told. */
export class HarborState {
  readonly #file: string;
  #state: State;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: string, state: State) {
    this.#file = file;
    this.#state = state;
  }

  /**
   * Reads what is kept; a new one has the public project `library`, as Harbor's.
   *
   * @param stored - what images are already in, as of a version that knew no projects: private
   * projects of a new one
   */
  static async open(
    file: string,
    stored: readonly string[],
  ): Promise<HarborState> {
    const text = await readIfExists(file);
    if (text !== undefined)
      return new HarborState(file, stateSchema.parse(JSON.parse(text)));
    const made = new HarborState(file, {
      lastId: 0,
      projects: [],
      robots: [],
      retentions: [],
      executions: [],
    });
    const createdAt = new Date().toISOString();
    const names = new Set([PUBLIC, ...stored.filter(isName)]);
    const projects = [...names].map((name, i) => ({
      id: i + 1,
      name,
      public: name === PUBLIC,
      storageLimit: -1,
      owner: 'admin',
      createdAt,
    }));
    // All at once: a start that ends early leaves none of them out.
    await made.#change(state => ({
      ...state,
      lastId: projects.length,
      projects,
    }));
    return made;
  }

  get projects(): readonly Project[] {
    return this.#state.projects;
  }

  get robots(): readonly Robot[] {
    return this.#state.robots;
  }

  get retentions(): readonly Retention[] {
    return this.#state.retentions;
  }

  /** What policies have done, the newest last. */
  get executions(): readonly Execution[] {
    return this.#state.executions;
  }

  /** @throws HarborError when the project has one */
  async addRetention(
    wanted: Pick<Retention, 'projectId' | 'policy'>,
  ): Promise<Retention> {
    const { projectId } = wanted;
    if (this.retentions.some(each => each.projectId === projectId))
      throw conflict(`project ${projectId} already has retention policy`);
    const scheduledAt = new Date().toISOString();
    const retention = { ...wanted, id: this.#nextId(), scheduledAt };
    await this.#change(state => ({
      ...state,
      retentions: [...state.retentions, retention],
    }));
    return retention;
  }

  /** Puts a changed policy in the place of the one with its id. */
  async putRetention(retention: Retention): Promise<void> {
    await this.#change(state => ({
      ...state,
      retentions: state.retentions.map(each =>
        each.id === retention.id ? retention : each,
      ),
    }));
  }

  /** Removes a policy with what is known of what it did. */
  async removeRetention({ id }: Retention): Promise<void> {
    await this.#change(state => ({
      ...state,
      retentions: state.retentions.filter(each => each.id !== id),
      executions: state.executions.filter(({ policyId }) => policyId !== id),
    }));
  }

  /** Keeps what a policy has done. */
  async addExecution(
    done: Omit<Execution, 'id' | 'tasks'> & {
      readonly tasks: readonly Omit<Execution['tasks'][number], 'id'>[];
    },
  ): Promise<Execution> {
    const tasks = done.tasks.map(task => ({ ...task, id: this.#nextId() }));
    const execution = { ...done, tasks, id: this.#nextId() };
    await this.#change(state => {
      const all = [...state.executions, execution];
      const own = all.filter(({ policyId }) => policyId === done.policyId);
      const old = new Set(own.slice(0, -KEPT_EXECUTIONS));
      return { ...state, executions: all.filter(each => !old.has(each)) };
    });
    return execution;
  }

  project(name: string): Project | undefined {
    return this.projects.find(project => project.name === name);
  }

  /** @throws HarborError for a name that is taken or cannot be one */
  async addProject(wanted: {
    readonly name: string;
    readonly public: boolean;
    readonly owner: string;
    readonly storageLimit?: number;
  }): Promise<Project> {
    const { name, storageLimit = -1 } = wanted;
    if (!isName(name))
      throw badRequest(
        `project name ${name} is not in lower case or contains illegal characters`,
      );
    if (this.project(name))
      throw conflict(`The project named ${name} already exists`);
    const createdAt = new Date().toISOString();
    const id = this.#nextId();
    const project = { ...wanted, id, storageLimit, createdAt };
    await this.#change(state => ({
      ...state,
      projects: [...state.projects, project],
    }));
    return project;
  }

  /** Puts a changed project in the place of the one with its id. */
  async putProject(project: Project): Promise<void> {
    await this.#change(state => ({
      ...state,
      projects: state.projects.map(each =>
        each.id === project.id ? project : each,
      ),
    }));
  }

  /** Removes a project with its robot accounts and its policy. */
  async removeProject({ id }: Project): Promise<void> {
    const own = this.retentions.find(({ projectId }) => projectId === id);
    if (own) await this.removeRetention(own);
    await this.#change(state => ({
      ...state,
      projects: state.projects.filter(each => each.id !== id),
      robots: state.robots.filter(({ projectId }) => projectId !== id),
    }));
  }

  /** @throws HarborError when there is one of that name */
  async addRobot(wanted: Omit<Robot, 'id' | 'createdAt'>): Promise<Robot> {
    if (this.robots.some(({ name }) => name === wanted.name))
      throw conflict(`robot ${wanted.name} already exists`);
    const createdAt = new Date().toISOString();
    const robot = { ...wanted, id: this.#nextId(), createdAt };
    await this.#change(state => ({
      ...state,
      robots: [...state.robots, robot],
    }));
    return robot;
  }

  /** Puts a changed robot account in the place of the one with its id. */
  async putRobot(robot: Robot): Promise<void> {
    await this.#change(state => ({
      ...state,
      robots: state.robots.map(each => (each.id === robot.id ? robot : each)),
    }));
  }

  async removeRobot({ id }: Robot): Promise<void> {
    await this.#change(state => ({
      ...state,
      robots: state.robots.filter(each => each.id !== id),
    }));
  }

  #nextId(): number {
    this.#state = { ...this.#state, lastId: this.#state.lastId + 1 };
    return this.#state.lastId;
  }

  async #change(change: (state: State) => State): Promise<void> {
    this.#state = change(this.#state);
    const text = JSON.stringify(this.#state);
    const writing = this.#writing
      .catch(() => undefined)
      .then(() => writeAtomic(this.#file, text));
    this.#writing = writing;
    await writing;
  }
}

function isName(name: string): boolean {
  return NAME.test(name) && name.length <= 255;
}
