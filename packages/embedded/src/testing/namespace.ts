import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { waitUntil } from '../platform/wait.ts';
import { openKubectl, type Kubectl } from './kubectl.ts';
import type { ContainerStatus, Pod } from '../parts/node-local/pods/pod.ts';

/** How long a slow machine may take for what takes a second on a quick one. */
const PATIENCE_SECONDS = 60;

/** A log that is being followed. */
export interface LogFollower {
  /** What was heard so far. */
  heard(): string;
  /** Waits until something was heard. @throws when the log ends before, or it takes too long */
  hears(pattern: RegExp): Promise<void>;
  /** Waits for the end of the log, and gives the whole of it. */
  whole(): Promise<string>;
  /** Follows no longer. */
  leave(): void;
}

/** A namespace of its own on a running platform, seen through kubectl. */
export interface TestNamespace {
  readonly name: string;
  /** Runs kubectl in the namespace. @throws when it fails */
  run(...args: string[]): Promise<string>;
  apply(object: unknown): Promise<void>;
  /** Reads an object of any kind. @throws when there is none */
  get<T>(kind: string, name: string): Promise<T>;
  /** Waits until an object is there and as wanted, and says what it was when it never is. */
  untilIs<T>(
    kind: string,
    name: string,
    wanted: (object: T) => boolean,
    seconds: number,
  ): Promise<T>;
  pod(name: string): Promise<Pod>;
  /** Waits until the pod is as wanted, and says what it was when it never is. */
  until(
    name: string,
    wanted: (pod: Pod) => boolean,
    seconds?: number,
  ): Promise<Pod>;
  /** Reasons and messages of the events on a pod. */
  events(name: string): Promise<string[]>;
  /** Waits for an event on a pod whose `reason: message` fits. */
  event(name: string, pattern: RegExp): Promise<string>;
  gone(name: string, seconds?: number): Promise<void>;
  /** Follows a pod's log, from its first line to its end. */
  follow(name: string): LogFollower;
  remove(): Promise<void>;
}

export async function openNamespace(prefix: string): Promise<TestNamespace> {
  const kubectl: Kubectl = await openKubectl();
  const name = `${prefix}-${randomBytes(4).toString('hex')}`;
  const call = async (args: readonly string[], stdin?: string) => {
    const { code, out, err } = await kubectl.run(args, stdin);
    assert.equal(code, 0, `kubectl ${args.join(' ')}: ${err}`);
    return out;
  };
  await call(['create', 'namespace', name]);
  const inside = (...args: string[]) => call(['--namespace', name, ...args]);
  const read = async <T>(kind: string, called: string): Promise<T> =>
    JSON.parse(await inside('get', kind, called, '-o', 'json'));
  const get = (pod: string) => read<Pod>('pod', pod);
  const events = async (pod: string) => {
    const list: { items: { reason: string; message: string }[] } = JSON.parse(
      await inside(
        'get',
        'events',
        '--field-selector',
        `involvedObject.name=${pod}`,
        '-o',
        'json',
      ),
    );
    return list.items.map(({ reason, message }) => `${reason}: ${message}`);
  };

  return {
    name,
    run: inside,
    get: read,
    async untilIs<T>(
      kind: string,
      called: string,
      wanted: (object: T) => boolean,
      seconds: number,
    ) {
      let seen: T | undefined;
      const met = async () => {
        seen = await read<T>(kind, called).catch(() => undefined);
        return seen !== undefined && wanted(seen);
      };
      await waitUntil(met, AbortSignal.timeout(seconds * 1000), 200).catch(() =>
        assert.fail(
          `${kind} ${called} never was as wanted: ${JSON.stringify(seen)}`,
        ),
      );
      return seen ?? read<T>(kind, called);
    },
    pod: get,
    events,
    async apply(object) {
      await waitUntil(
        async () => {
          const args = ['--namespace', name, 'apply', '-f', '-'];
          const { code, err } = await kubectl.run(args, JSON.stringify(object));
          assert.ok(
            code === 0 || /serviceaccount "default" not found/.test(err),
            err,
          );
          return code === 0;
        },
        AbortSignal.timeout(PATIENCE_SECONDS * 1000),
        200,
      );
    },
    async until(pod, wanted, seconds = PATIENCE_SECONDS) {
      let seen: Pod | undefined;
      const met = async () => {
        seen = await get(pod);
        return wanted(seen);
      };
      await waitUntil(met, AbortSignal.timeout(seconds * 1000), 200).catch(() =>
        assert.fail(
          `pod ${pod} never was as wanted: ${JSON.stringify(seen?.status)}`,
        ),
      );
      return seen ?? get(pod);
    },
    async event(pod, pattern) {
      let found: string | undefined;
      const met = async () => {
        found = (await events(pod)).find(text => pattern.test(text));
        return found !== undefined;
      };
      const patience = AbortSignal.timeout(PATIENCE_SECONDS * 1000);
      await waitUntil(met, patience, 200).catch(async () =>
        assert.fail(
          `no event ${pattern} among ${(await events(pod)).join('\n')}`,
        ),
      );
      return found ?? '';
    },
    async gone(pod, seconds = PATIENCE_SECONDS) {
      const met = async () =>
        (await inside(
          'get',
          'pod',
          pod,
          '--ignore-not-found',
          '-o',
          'name',
        )) === '';
      await waitUntil(met, AbortSignal.timeout(seconds * 1000), 100);
    },
    follow(pod) {
      return followerOf(
        kubectl.start(['--namespace', name, 'logs', '-f', pod]),
      );
    },
    async remove() {
      await call(['delete', 'namespace', name, '--wait=false']);
    },
  };
}

function followerOf(program: ReturnType<Kubectl['start']>): LogFollower {
  let out = '';
  let err = '';
  program.stdout?.on('data', chunk => {
    out += String(chunk);
  });
  program.stderr?.on('data', chunk => {
    err += String(chunk);
  });
  let code: number | null | undefined;
  program.once('close', ended => {
    code = ended;
  });
  const until = (met: () => boolean, what: string) =>
    waitUntil(met, AbortSignal.timeout(PATIENCE_SECONDS * 1000), 50).catch(() =>
      assert.fail(`${what}; heard: ${out}; kubectl said: ${err}`),
    );
  return {
    heard: () => out,
    async hears(pattern) {
      await until(
        () => pattern.test(out) || code !== undefined,
        `never heard ${pattern}`,
      );
      assert.match(out, pattern, err);
    },
    async whole() {
      await until(() => code !== undefined, 'the log does not end');
      assert.equal(code, 0, err);
      return out;
    },
    leave: () => {
      program.kill();
    },
  };
}

/** A pod of one container on the node `local`. */
export function podOf(
  name: string,
  container: Record<string, unknown>,
  spec: Record<string, unknown> = {},
) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      nodeName: 'local',
      terminationGracePeriodSeconds: 2,
      containers: [{ name: 'app', image: 'busybox', ...container }],
      ...spec,
    },
  };
}

/** A pod of one container that runs a line of shell. */
export function shellPod(
  name: string,
  script: string,
  spec: Record<string, unknown> = {},
) {
  return podOf(name, { command: ['sh', '-c', script] }, spec);
}

/** Status of the first container. */
export function appOf(pod: Pod): ContainerStatus | undefined {
  return pod.status?.containerStatuses?.[0];
}
