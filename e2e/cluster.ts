import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { kubectlPath } from '@pilothouse/embedded/kubectl';
import { readEnvironment } from '@pilothouse/embedded/process-environment';
import { adminKubeconfig, type Platform } from '@pilothouse/embedded/platform';
import pg from 'pg';
import { z } from 'zod';
import { throughKafka } from './kafka.ts';
import { Kubectl } from './kubectl.ts';

const podsSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string(), namespace: z.string() }),
      status: z.object({
        containerStatuses: z
          .array(z.object({ restartCount: z.number(), ready: z.boolean() }))
          .default([]),
      }),
    }),
  ),
});

const deploymentSchema = z.object({
  spec: z.object({ replicas: z.number(), template: z.unknown() }),
});

const secretSchema = z.object({ data: z.record(z.string(), z.string()) });

const serviceSchema = z.object({ spec: z.object({ clusterIP: z.string() }) });

/** Kinds that the charts of the templates have. */
const ofCharts = [
  ...['deployment', 'service', 'ingress', 'serviceaccount'],
  ...['hpa', 'pdb', 'networkpolicy'],
];

/** A pod, as kubectl tells of it. */
export interface Pod {
  readonly name: string;
  readonly namespace: string;
  readonly restarts: number;
  readonly ready: boolean;
}

/** A line of a log, with its time in UTC to the nanosecond. */
export interface Said {
  readonly pod: string;
  readonly at: string;
  readonly text: string;
}

/** What kubectl says of the platform under test, and the processes behind it. */
export class Cluster {
  readonly #kubectl: Kubectl;
  /** Of Ingresses, without a host name. */
  readonly ingressPort: number;

  private constructor(kubectl: Kubectl, port: number) {
    this.#kubectl = kubectl;
    this.ingressPort = port;
  }

  static async of(platform: Platform): Promise<Cluster> {
    return new Cluster(
      new Kubectl(await kubectlPath(platform), adminKubeconfig(platform)),
      platform.addresses.ingress,
    );
  }

  /**
   * Pods of a service of the catalog, by namespace and name.
   *
   * @param service - value of the label `backstage.io/kubernetes-id`
   */
  async pods(service: string, namespace?: string): Promise<Pod[]> {
    const { items } = podsSchema.parse(
      JSON.parse(
        await this.#kubectl.run(
          'get',
          'pods',
          ...(namespace ? ['--namespace', namespace] : ['--all-namespaces']),
          '--selector',
          `backstage.io/kubernetes-id=${service}`,
          '--output',
          'json',
        ),
      ),
    );
    return items.map(({ metadata, status }) => ({
      ...metadata,
      restarts: status.containerStatuses.reduce(
        (sum, { restartCount }) => sum + restartCount,
        0,
      ),
      ready:
        status.containerStatuses.length > 0 &&
        status.containerStatuses.every(({ ready }) => ready),
    }));
  }

  /** Gives the containers of a Deployment another image; returns the one before. */
  async setImage(
    deployment: string,
    namespace: string,
    image: string,
  ): Promise<string> {
    const target = ['--namespace', namespace, `deployment/${deployment}`];
    const before = await this.#kubectl.run(
      'get',
      ...target,
      '--output',
      'jsonpath={.spec.template.spec.containers[0].image}',
    );
    await this.#kubectl.run('set', 'image', ...target, `*=${image}`);
    return before.trim();
  }

  /** Replaces the pods of a Deployment by new ones that never restarted. */
  async renew(deployment: string, namespace: string): Promise<void> {
    const target = ['--namespace', namespace, `deployment/${deployment}`];
    await this.#kubectl.run('rollout', 'restart', ...target);
    await this.#kubectl.run('rollout', 'status', '--timeout=60s', ...target);
  }

  /** Keeps how a Deployment is; returns what puts that back, its pods included. */
  async keep(deployment: string, namespace: string) {
    const target = ['--namespace', namespace, `deployment/${deployment}`];
    const told = await this.#kubectl.run('get', ...target, '--output', 'json');
    const { replicas, template } = deploymentSchema.parse(
      JSON.parse(told),
    ).spec;
    const patch = JSON.stringify([
      { op: 'replace', path: '/spec/replicas', value: replicas },
      { op: 'replace', path: '/spec/template', value: template },
    ]);
    return async () => {
      await this.#kubectl.run('patch', ...target, '--type=json', '-p', patch);
      await this.#kubectl.run('rollout', 'status', '--timeout=60s', ...target);
    };
  }

  /** What the pods of a service have said, in order; from a moment on, when one is given. */
  async said(
    service: string,
    namespace: string,
    since?: string,
  ): Promise<Said[]> {
    const told = await this.#kubectl.run(
      'logs',
      '--namespace',
      namespace,
      '--selector',
      `backstage.io/kubernetes-id=${service}`,
      '--prefix',
      '--timestamps',
      '--tail=1000',
    );
    return told
      .split('\n')
      .map(line => /^\[pod\/([^/]+)\/\S+\] (\S+Z) (.*)$/.exec(line))
      .flatMap(match => {
        const [, pod, at, text] = match ?? [];
        return pod && at ? [{ pod, at, text: text ?? '' }] : [];
      })
      .filter(({ at }) => since === undefined || at >= since)
      .sort((left, right) => (left.at < right.at ? -1 : 1));
  }

  /** Makes these objects so, or creates them. */
  async apply(...objects: object[]): Promise<void> {
    await this.#kubectl.apply(...objects);
  }

  /** Deletes an object, and waits until it is gone; there may be none. */
  async remove(kind: string, name: string, namespace: string): Promise<void> {
    const target = [kind, name, '--namespace', namespace];
    await this.#kubectl.run(
      'delete',
      ...target,
      '--ignore-not-found',
      '--timeout=60s',
    );
  }

  /** Deletes all backups of a PostgreSQL that there are. */
  async removeBackupsOf(name: string, namespace: string): Promise<void> {
    const of = ['backup.postgresql.cnpg.io', '--namespace', namespace];
    const path = `{range .items[?(@.spec.cluster.name=="${name}")]}{.metadata.name} {end}`;
    const output = `jsonpath=${path}`;
    const told = await this.#kubectl.run('get', ...of, '--output', output);
    const names = told.split(' ').filter(each => each !== '');
    if (names.length > 0) await this.#kubectl.run('delete', ...of, ...names);
  }

  /**
   * Runs a statement in PostgreSQL through a Service of the cluster, as who has the Secret.
   *
   * @returns the rows
   */
  async sql(
    secret: string,
    namespace: string,
    statement: string,
  ): Promise<Record<string, unknown>[]> {
    const value = await this.#secret(secret, namespace);
    const client = new pg.Client({
      host: await this.#addressOf(value('host'), namespace),
      port: Number(value('port')),
      user: value('username'),
      password: value('password'),
      database: value('dbname'),
      connectionTimeoutMillis: 5_000,
    });
    // A connection that breaks later is told by the next statement.
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  /**
   * Asks Redis through a Service of the cluster, as who has the Secret.
   *
   * @param commands - without blanks in their parts
   * @returns what it answers to all of them, as it answers
   */
  async redis(
    secret: string,
    namespace: string,
    ...commands: readonly string[]
  ): Promise<string> {
    const value = await this.#secret(secret, namespace);
    const [service = ''] = value('host').split('.');
    const host = await this.#addressOf(service, namespace);
    const socket = connect({ host, port: Number(value('port')) });
    socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')));
    const login = `AUTH ${value('username')} ${value('password')}`;
    socket.write([login, ...commands, 'QUIT', ''].join('\r\n'));
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    return answer;
  }

  /**
   * Sends a message to Kafka through its bootstrap Service, as a user that has the Secret.
   *
   * @param kafka - name of the Kafka
   * @param user - of the user, and so of its Secret
   * @returns all messages of the topic, the oldest first
   */
  async kafka(
    kafka: string,
    user: string,
    namespace: string,
    { topic, value: sent }: { readonly topic: string; readonly value: string },
  ): Promise<string[]> {
    const value = await this.#secret(user, namespace);
    const host = await this.#addressOf(`${kafka}-kafka-bootstrap`, namespace);
    const password = value('password');
    return throughKafka({ host, user, password }, { topic, value: sent });
  }

  async #secret(name: string, namespace: string) {
    const of = ['--namespace', namespace, '--output', 'json'];
    const { data } = secretSchema.parse(
      JSON.parse(await this.#kubectl.run('get', 'secret', name, ...of)),
    );
    return (key: string) => Buffer.from(data[key] ?? '', 'base64').toString();
  }

  async #addressOf(service: string, namespace: string): Promise<string> {
    const of = ['--namespace', namespace, '--output', 'json'];
    const told = await this.#kubectl.run('get', 'service', service, ...of);
    return serviceSchema.parse(JSON.parse(told)).spec.clusterIP;
  }

  /** What Helm installed as a release, and the rights of the pipeline that did it. */
  async objectsOf(name: string, namespace: string): Promise<string[]> {
    const kinds = [...ofCharts, 'role', 'rolebinding', 'secret'].join();
    const told = await this.#kubectl.run(
      'get',
      kinds,
      '--namespace',
      namespace,
      '--output',
      'name',
    );
    const names = told.split('\n').filter(line => line !== '');
    const isOf = new RegExp(`[/.-]${name}($|[.-])|/${name}$`);
    return names.filter(line => isOf.test(line));
  }

  /** Removes what Helm installed as a release, and the rights of the pipeline that did it. */
  async removeRelease(name: string, namespace: string): Promise<void> {
    const selectors = [
      [ofCharts.join(), `app.kubernetes.io/instance=${name}`],
      ['secret', `owner=helm,name=${name}`],
    ] as const;
    for (const [kind, selector] of selectors) {
      const target = [kind, '--namespace', namespace, '--selector', selector];
      await this.#kubectl.run('delete', ...target, '--wait=false');
    }
    for (const kind of ['rolebinding', 'role', 'serviceaccount']) {
      const target = [kind, `deployer-${name}`, '--namespace', namespace];
      await this.#kubectl.run('delete', ...target, '--ignore-not-found');
    }
  }
}

/** Ids of the processes on this machine that belong to a pod. */
export function processesOf(pod: string): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => readEnvironment(pid).HOSTNAME === pod);
}
