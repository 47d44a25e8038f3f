import { ServiceUnavailableError, isError } from '@backstage/errors';
import { valuesSchema, type Values } from '@pilothouse/plugin-platform-common';
import { z } from 'zod';
import { rehearsedSchema } from '../release/manifests';
import { isNoRelease, type About } from './failures';
import { chartPath, type HelmProgram } from './HelmProgram';

/** How long Helm waits for hooks. */
const hookMinutes = 10;
const lookMs = 60_000;
const actMs = (hookMinutes + 1) * 60_000;
/** As many as Helm keeps by itself. */
const revisions = 10;

const metadataSchema = z.object({
  /** Name of its chart. */
  chart: z.string().optional(),
  version: z.string(),
  status: z.string(),
  revision: z.number(),
});

const historySchema = z.array(
  z.object({
    revision: z.number().int().min(1),
    updated: z.string(),
    status: z.string(),
    /** Name and version, with a dash between. */
    chart: z.string(),
    description: z.string().catch(''),
  }),
);

/** What Helm tells of a revision; the description may quote values. */
export type KeptRevision = z.infer<typeof historySchema>[number];

/** What Helm knows of a release. */
export type KnownRelease = z.infer<typeof metadataSchema>;

/** What is installed. */
export interface Charted {
  readonly chart: Uint8Array;
  /** As JSON. */
  readonly values: string;
}

/** Whether something was begun with a release that has not ended. */
export function isHalfWay({ status }: KnownRelease): boolean {
  return status.startsWith('pending-') || status === 'uninstalling';
}

/** One release, as Helm has it for a person. Every method throws HelmRefusal. */
export class HelmRelease {
  constructor(
    private readonly helm: Pick<HelmProgram, 'run'>,
    private readonly server: string,
    private readonly about: About,
  ) {}

  /** What Helm knows of its last revision; undefined where there is none. */
  async known(): Promise<KnownRelease | undefined> {
    try {
      const { name } = this.about;
      const told = await this.#look(['get', 'metadata', name, '--output=json']);
      return this.#read(told, metadataSchema);
    } catch (error) {
      if (isError(error) && isNoRelease(error.message)) return undefined;
      throw error;
    }
  }

  /** Whether nothing is left of it; what cannot be told is taken for something. */
  isGone(): Promise<boolean> {
    return this.known().then(
      known => known === undefined,
      () => false,
    );
  }

  /** Values that were given for a revision, which may be secret; the last one unless told. */
  async values(revision?: number): Promise<Values> {
    const args = ['get', 'values', this.about.name, '--output=json'];
    const told = await this.#look([...args, ...ofRevision(revision)]);
    return this.#read(told, valuesSchema.nullable()) ?? {};
  }

  /** What a revision consists of; the last one unless told. */
  manifest(revision?: number): Promise<string> {
    const args = ['get', 'manifest', this.about.name];
    return this.#look([...args, ...ofRevision(revision)]);
  }

  /** All revisions that Helm keeps, the oldest first. */
  async history(): Promise<KeptRevision[]> {
    const { name } = this.about;
    const told = await this.#look(['history', name, '--output=json']);
    return this.#read(told, historySchema);
  }

  /** Brings it back to a revision, as a new one. */
  async rollBack(revision: number): Promise<void> {
    const { name } = this.about;
    await this.#act([
      ...['rollback', name, String(revision)],
      `--history-max=${revisions}`,
    ]);
  }

  /** Hooks of its last revision. */
  hooks(): Promise<string> {
    return this.#look(['get', 'hooks', this.about.name]);
  }

  /** What deploying would make, with the hooks that it would run. */
  async rehearse(
    of: Charted,
    { isNew }: { readonly isNew: boolean },
  ): Promise<{ manifest: string; hooks: string[] }> {
    const told = await this.#deploy(
      of,
      [...verb(isNew), '--dry-run=server', '--output=json'],
      lookMs,
    );
    const { manifest, hooks } = this.#read(told, rehearsedSchema);
    const when = isNew ? /-install$/ : /-upgrade$/;
    return {
      manifest,
      hooks: (hooks ?? [])
        .filter(({ events }) => events.some(event => when.test(event)))
        .map(hook => hook.manifest),
    };
  }

  /** Installs it, or has it become what is wanted. */
  async deploy(
    of: Charted,
    { isNew }: { readonly isNew: boolean },
  ): Promise<void> {
    const args = [...verb(isNew), `--timeout=${hookMinutes}m`];
    await this.#deploy(of, args, actMs);
  }

  /**
   * Brings a release that was left half-way to where something can be done to it: what was
   * being installed goes, what was being changed goes back to the last revision.
   *
   * @returns whether there was anything to do
   */
  async repair(): Promise<boolean> {
    const known = await this.known();
    if (!known || !isHalfWay(known)) return false;
    const { status } = known;
    if (status === 'pending-install' || status === 'uninstalling') {
      await this.uninstall();
    } else {
      await this.#act(['rollback', this.about.name]);
    }
    return true;
  }

  /** Removes it, and what it consists of; there may be none. */
  async uninstall(): Promise<void> {
    await this.#act(['uninstall', this.about.name, '--ignore-not-found']);
  }

  #deploy(
    { chart, values }: Charted,
    [command = '', ...args]: readonly string[],
    timeoutMs: number,
  ): Promise<string> {
    return this.helm.run(
      [command, this.about.name, chartPath, '--values=-', ...args],
      { ...this.#where(timeoutMs), chart, input: values },
    );
  }

  #look(args: readonly string[]): Promise<string> {
    return this.helm.run(args, this.#where(lookMs));
  }

  #act(args: readonly string[]): Promise<string> {
    return this.helm.run(
      [...args, `--timeout=${hookMinutes}m`],
      this.#where(actMs),
    );
  }

  #where(timeoutMs: number) {
    const { cluster, namespace } = this.about;
    return { cluster, namespace, server: this.server, timeoutMs };
  }

  #read<S extends z.ZodType>(text: string, schema: S): z.infer<S> {
    const read = schema.safeParse(jsonOf(text));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    // What it told may hold secrets, and is not repeated.
    throw new ServiceUnavailableError(
      `Helm answered with what is not understood (${issue?.path.join('.')}: ${
        issue?.message
      }); ask the platform engineers which version of Helm the portal has`,
    );
  }
}

function verb(isNew: boolean): string[] {
  return isNew
    ? ['install']
    : ['upgrade', '--install', '--reset-values', `--history-max=${revisions}`];
}

function ofRevision(revision: number | undefined): string[] {
  return revision === undefined ? [] : [`--revision=${revision}`];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
