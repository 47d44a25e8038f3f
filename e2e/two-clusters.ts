import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubectlPath } from '@pilothouse/embedded/kubectl';
import { adminKubeconfig, type Platform } from '@pilothouse/embedded/platform';
import { SecondInstance } from '@pilothouse/embedded/second-instance';
import { z } from 'zod';
import { Kubectl } from './kubectl.ts';
import { Undoing } from './undoing.ts';

const START_MS = 240_000;

const kubeconfigSchema = z.object({
  clusters: z.tuple([z.object({ cluster: z.unknown() })]),
  users: z.tuple([z.object({ user: z.unknown() })]),
});

/** What a portal calls the two clusters. */
export type Side = 'east' | 'west';

/**
 * A portal on two clusters: `east` is the one of the platform under test, `west` an API
 * server and etcd that can be stopped. Each has a namespace with one workload,
 * `ferry-east` and `ferry-west`.
 */
export class TwoClusters {
  readonly #namespace = `ferry-${randomBytes(4).toString('hex')}`;
  readonly #program: string;
  readonly #east: string;
  readonly #undoing = new Undoing();
  #west: SecondInstance | undefined;
  #portal: SecondInstance | undefined;

  private constructor(program: string, east: string) {
    this.#program = program;
    this.#east = east;
  }

  static async start(platform: Platform): Promise<TwoClusters> {
    const started = new TwoClusters(
      await kubectlPath(platform),
      adminKubeconfig(platform),
    );
    await started.#start().catch(async error => {
      await started.stop().catch(unclean => {
        throw new AggregateError([error, unclean], `${error}; ${unclean}`);
      });
      throw error;
    });
    return started;
  }

  /** Of the portal. */
  get url(): string {
    return running(this.#portal).url;
  }

  /** Changes the version of the workload on one side. */
  async setVersion(side: Side, version: string): Promise<void> {
    await this.#kubectl(side).apply(workload(side, this.#namespace, version));
  }

  /** Stops the cluster as a person does. */
  async stopWest(): Promise<void> {
    await running(this.#west).interrupt();
  }

  /** Starts the cluster with what it had, and waits until its API server is ready. */
  async startWest(): Promise<void> {
    running(this.#west).resume();
    await running(this.#west).ready(AbortSignal.timeout(START_MS));
  }

  /**
   * Ends all that was started, and removes all that was made.
   *
   * @throws AggregateError of what could not be, or still runs
   */
  async stop(): Promise<void> {
    await this.#undoing.run();
  }

  async #start(): Promise<void> {
    this.#west = await this.#launch(['--part', 'kube-apiserver']);
    await this.#populate('east');
    await this.#populate('west');
    this.#portal = await this.#launch([
      ...['--part', 'portal'],
      ...['--kubeconfig', await this.#kubeconfig()],
      ...['--context', 'east', '--context', 'west'],
    ]);
  }

  async #launch(args: readonly string[]): Promise<SecondInstance> {
    const instance = await SecondInstance.launch(args);
    this.#undoing.add(async () => {
      const left = await instance.stop();
      if (left.length > 0) throw new Error(`Left behind: ${left.join(', ')}`);
    });
    await instance.ready(AbortSignal.timeout(START_MS));
    return instance;
  }

  async #populate(side: Side): Promise<void> {
    const name = this.#namespace;
    const kubectl = this.#kubectl(side);
    const labels = {
      'pilothouse.dev/tenant': 'ferries',
      'pilothouse.dev/environment': 'prod',
    };
    await kubectl.apply({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels },
    });
    if (side === 'east') {
      this.#undoing.add(() =>
        kubectl.run('delete', 'namespace', name, '--wait=false'),
      );
    }
    await this.setVersion(side, '1.0.0');
  }

  /** One file with both clusters, under names of this test. */
  async #kubeconfig(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'two-clusters-'));
    this.#undoing.add(() => rm(folder, { recursive: true, force: true }));
    const sides = await Promise.all(
      (['east', 'west'] as const).map(async name => {
        const told = await this.#kubectl(name).run(
          ...['config', 'view', '--raw', '--flatten', '--output', 'json'],
        );
        const { clusters, users } = kubeconfigSchema.parse(JSON.parse(told));
        return { name, ...clusters[0], ...users[0] };
      }),
    );
    const file = join(folder, 'kubeconfig');
    const text = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: sides.map(({ name, cluster }) => ({ name, cluster })),
      users: sides.map(({ name, user }) => ({ name, user })),
      contexts: sides.map(({ name }) => ({
        name,
        context: { cluster: name, user: name },
      })),
    });
    await writeFile(file, text, { mode: 0o600 });
    return file;
  }

  #kubectl(side: Side): Kubectl {
    const west = () => join(running(this.#west).stateDir, 'kubeconfig');
    return new Kubectl(this.#program, side === 'east' ? this.#east : west());
  }
}

function running(instance: SecondInstance | undefined): SecondInstance {
  if (!instance) throw new Error('It has not been started');
  return instance;
}

/** A Deployment that wants no pods, as west has nothing that would make any. */
function workload(side: Side, namespace: string, version: string) {
  const labels = { app: `ferry-${side}` };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `ferry-${side}`, namespace },
    spec: {
      replicas: 0,
      selector: { matchLabels: labels },
      template: {
        metadata: {
          labels: { ...labels, 'app.kubernetes.io/version': version },
        },
        spec: { containers: [{ name: 'app', image: `ferry:${version}` }] },
      },
    },
  };
}
