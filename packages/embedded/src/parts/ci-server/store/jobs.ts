import { mkdir, rename, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { writeAtomic } from '../../../platform/files.ts';
import { BadRequest, Conflict, NotFound } from '../http/errors.ts';
import { fullNameOf } from '../jobs/names.ts';
import { parseConfig } from '../jobs/parse-config.ts';
import type { Job, JobState, StoredBuild } from './job.ts';
import { emptyRoot, loadChildren } from './load.ts';
import { removeWorkspaces } from './workspaces.ts';
import { Writes } from './writes.ts';

/** The jobs and builds of the server: an index in memory, kept on disk. */
export class JobStore {
  readonly root: Job;
  private readonly writes = new Writes();
  private readonly trash: string;

  private constructor(root: Job) {
    this.root = root;
    this.trash = join(root.folder, 'deleted');
  }

  /** Reads what is there; a folder that is missing is an empty server. */
  static async open(stateDir: string): Promise<JobStore> {
    const store = new JobStore(emptyRoot(stateDir));
    await rm(store.trash, { recursive: true, force: true });
    await loadChildren(store.root);
    return store;
  }

  /** Whether it has not been deleted meanwhile. */
  has(job: Job): boolean {
    return this.find(job.fullName) === job;
  }

  /** @returns undefined when there is none */
  find(fullName: string): Job | undefined {
    if (fullName === '') return this.root;
    return fullName
      .split('/')
      .reduce<Job | undefined>(
        (job, name) => job?.children.get(name),
        this.root,
      );
  }

  /** @throws NotFound */
  get(fullName: string): Job {
    const job = this.find(fullName);
    if (!job) throw new NotFound(`No job is named ${fullName}`);
    return job;
  }

  /** Every job that has builds, at any depth. */
  *pipelines(below: Job = this.root): Generator<Job> {
    for (const job of below.children.values()) {
      if (job.config.kind === 'pipeline') yield job;
      yield* this.pipelines(job);
    }
  }

  /** Every job that is one of branches, at any depth. */
  *multibranches(below: Job = this.root): Generator<Job> {
    for (const job of below.children.values()) {
      if (job.config.kind === 'multibranch') yield job;
      yield* this.multibranches(job);
    }
  }

  /** @throws BadRequest when the name is taken, or the configuration is not understood */
  async create(
    parent: Job,
    name: string,
    xml: string,
    state: Partial<JobState> = {},
  ): Promise<Job> {
    const config = parseConfig(xml);
    const taken = [...parent.children.keys()].find(
      each => each.toLowerCase() === name.toLowerCase(),
    );
    if (taken !== undefined)
      throw new BadRequest(`A job already exists with the name ‘${taken}’`);
    const job: Job = {
      name,
      fullName: fullNameOf(parent.fullName, name),
      folder: join(parent.folder, 'jobs', encodeURIComponent(name)),
      parent,
      xml,
      config,
      state: { nextBuildNumber: 1, ...state },
      children: new Map(),
      builds: new Map(),
    };
    // Before the first write: of two who create it at once, the second is refused.
    parent.children.set(name, job);
    try {
      await this.saveState(job);
      await writeAtomic(join(job.folder, 'config.xml'), xml);
    } catch (error) {
      parent.children.delete(name);
      throw error;
    }
    return job;
  }

  /** @throws BadRequest when it is not understood, or would be a job of another kind */
  async configure(job: Job, xml: string): Promise<void> {
    const config = parseConfig(xml);
    if (config.kind !== job.config.kind) {
      throw new BadRequest(
        `${job.fullName} is a ${job.config.kind} and cannot become a ${config.kind}: delete it first`,
      );
    }
    await this.writes.write(join(job.folder, 'config.xml'), xml);
    job.xml = xml;
    job.config = config;
  }

  /** Deletes a job with all that is in it, and where its builds worked. */
  async delete(job: Job): Promise<void> {
    const all = [job, ...this.pipelines(job)];
    const busy = all.find(each =>
      [...each.builds.values()].some(({ progress }) => progress.running),
    );
    if (busy) {
      throw new Conflict(
        `${busy.fullName} is building: wait for its end, or stop it`,
      );
    }
    job.parent?.children.delete(job.name);
    await this.writes.settled();
    await this.discard(job.folder);
    for (const { fullName } of all)
      await removeWorkspaces(this.root.folder, fullName);
  }

  /** Removes what was still written for a job after it had been deleted. */
  async sweep(job: Job): Promise<void> {
    if (!this.find(job.fullName)) await this.discard(job.folder);
  }

  /** Keeps what changed in a job's state. */
  async update(job: Job, change: Partial<JobState>): Promise<void> {
    job.state = { ...job.state, ...change };
    await this.saveState(job);
  }

  /** Keeps a build as it is now. */
  async saveBuild(job: Job, build: StoredBuild): Promise<void> {
    job.builds.set(build.number, build);
    await this.writes.write(
      join(this.buildFolder(job, build.number), 'build.json'),
      `${JSON.stringify(build)}\n`,
    );
  }

  /** Keeps a file of a build that is read only when it is asked for. */
  async saveBuildFile(
    job: Job,
    number: number,
    name: string,
    content: string,
  ): Promise<void> {
    await this.writes.write(join(this.buildFolder(job, number), name), content);
  }

  async deleteBuild(job: Job, number: number): Promise<void> {
    job.builds.delete(number);
    await this.discard(this.buildFolder(job, number));
  }

  buildFolder(job: Job, number: number): string {
    return join(job.folder, 'builds', String(number));
  }

  /** Resolves when everything is on the disk. */
  settled(): Promise<void> {
    return this.writes.settled();
  }

  private async saveState(job: Job): Promise<void> {
    await this.writes.write(
      join(job.folder, 'job.json'),
      `${JSON.stringify(job.state)}\n`,
    );
  }

  /** In one step, so that a killed server does not leave half of it. */
  private async discard(folder: string): Promise<void> {
    const grave = join(this.trash, randomUUID());
    await mkdir(this.trash, { recursive: true, mode: 0o700 });
    try {
      await rename(folder, grave);
    } catch (error) {
      if (Reflect.get(Object(error), 'code') !== 'ENOENT') throw error;
      return;
    }
    // A git that still works there may make another file meanwhile.
    await rm(grave, { recursive: true, force: true, maxRetries: 5 });
  }
}
