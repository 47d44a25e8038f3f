import {
  tailRequestSchema,
  type LogEvent,
} from '@pilothouse/plugin-platform-common';
import type { Pod } from 'kubernetes-types/core/v1';
import type { WatchedClusters } from '../../kube/clusters/WatchedClusters';
import type { KubeRequest } from '../../kube/KubeService';
import { until } from '../../kube/testing/until';
import { Wire } from '../../kube/testing/Wire';
import {
  asked,
  letRead,
  platformServer,
  reader,
  watchPlatform,
} from './__testUtils__/platform';
import { KubePodLogs } from './KubePodLogs';
import { Tail } from './Tail';

jest.setTimeout(240_000);

const namespace = `logs-test-${process.pid}`;
const core = `/api/v1/namespaces/${namespace}`;
const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;
const patience = 60_000;

/** Says three numbered lines every tenth of a second, and one when it is told to end. */
const writer = `
  const name = require('os').hostname() + process.pid;
  let n = 0;
  const say = text => console.log(name, n++, text);
  setInterval(() => { for (let i = 0; i < 3; i += 1) say('says'); }, 100);
  process.on('SIGTERM', () => { say('bye'); process.exit(0); });
`;

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'writer' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'writer' } },
    template: {
      metadata: { labels: { app: 'writer' } },
      spec: {
        containers: [
          {
            name: 'app',
            image: 'shop/traffic:1.0.0',
            command: ['node', '-e', writer],
          },
        ],
      },
    },
  },
};

/** What one tail has told so far. */
class Told {
  readonly events: LogEvent[] = [];
  readonly leave = new AbortController();
  readonly lines = new Map<string, string[]>();
  readonly done: Promise<void>;
  #sources = new Map<number, string>();

  constructor(tail: (signal: AbortSignal) => Tail) {
    this.done = this.#hear(tail(this.leave.signal));
  }

  get count(): number {
    return [...this.lines.values()].reduce((sum, of) => sum + of.length, 0);
  }

  async #hear(tail: Tail): Promise<void> {
    for await (const event of tail.events()) {
      this.events.push(event);
      if (event.kind === 'source') {
        this.#sources.set(event.source.index, event.source.pod);
      }
      if (event.kind === 'lines') {
        event.lines.forEach(([index, at, text]) =>
          this.#add(this.#sources.get(index) ?? '', `${at} ${text}`),
        );
      }
    }
  }

  #add(pod: string, line: string): void {
    this.lines.set(pod, [...(this.lines.get(pod) ?? []), line]);
  }
}

describe('the logs of a real cluster', () => {
  let wire: Wire;
  let clusters: WatchedClusters;
  let direct: WatchedClusters;

  const ask = (request: KubeRequest) => asked(direct, request);
  const create = (path: string, body: object) =>
    ask({ method: 'POST', path, body });
  const pods = () =>
    (clusters.reader.cluster('test')?.list('pods', { namespace }) ?? []).filter(
      ({ status }: Pod) =>
        status?.containerStatuses?.every(({ state }) => state?.running),
    );
  const known = () => clusters.reader.cluster('test')?.knowledge().kind;
  const tail = (request: object = {}) =>
    new Told(
      signal =>
        new Tail(
          {
            kube: clusters.reader,
            logs: new KubePodLogs(clusters),
            reader,
            mask: text => text,
          },
          tailRequestSchema.parse({
            target: {
              cluster: 'test',
              namespace,
              kind: 'Deployment',
              name: 'writer',
            },
            tailLines: 10_000,
            ...request,
          }),
          signal,
        ),
    );
  const logOf = async (pod: string, sinceTime?: string) => {
    const { text } = await ask({
      path: `${core}/pods/${pod}/log`,
      query: { timestamps: true, sinceTime },
    });
    return text.split('\n').filter(Boolean);
  };
  /** What was told of each pod, beside what its log says up to there. */
  const compared = async (told: Told) => {
    told.leave.abort();
    await told.done;
    const logs = new Map<string, string[]>();
    for (const [pod, lines] of told.lines) {
      logs.set(pod, (await logOf(pod)).slice(0, lines.length));
    }
    return { told: told.lines, logs };
  };

  beforeAll(async () => {
    direct = watchPlatform();
    await until(() => direct.reader.cluster('test') !== undefined);
    wire = await Wire.to(platformServer());
    clusters = watchPlatform(wire.url);
    await letRead(direct, namespace);
    await create(deployments, deployment);
    await until(() => pods().length === 2, Boolean, patience);
    await until(known, kind => kind === 'live', patience);
  });
  afterAll(async () => {
    await ask({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}` });
    await clusters?.end();
    await direct?.end();
    await wire?.close();
  });

  it('are told line by line as the API server tells them', async () => {
    const told = tail();
    await until(() => told.count > 100, Boolean, patience);
    expect(told.lines.size).toBe(2);
    const { told: lines, logs } = await compared(told);
    expect(lines).toEqual(logs);
    expect(told.events.filter(({ kind }) => kind === 'gap')).toEqual([]);
  });

  it('go on without loss or repetition after connections break', async () => {
    const told = tail();
    for (let times = 0; times < 3; times += 1) {
      const before = told.count;
      await until(() => told.count > before + 20, Boolean, patience);
      wire.reset();
    }
    const before = told.count;
    await until(() => told.count > before + 40, Boolean, patience);
    const { told: lines, logs } = await compared(told);
    expect(lines).toEqual(logs);
  });

  it('go on when a wire that was cut without a word carries again', async () => {
    const told = tail();
    await until(() => told.count > 20, Boolean, patience);
    wire.cut();
    // What is stale in part is so from breaks before, and says nothing of the cut.
    await until(
      () => clusters.reader.cluster('test')?.knowledge(),
      state => state?.kind === 'stale' && state.reason !== 'in-part',
      patience,
    );
    wire.mend();
    await until(known, kind => kind === 'live', patience);
    const before = told.count;
    await until(() => told.count > before + 40, Boolean, patience);
    const { told: lines, logs } = await compared(told);
    expect(lines).toEqual(logs);
  });

  it('are followed through a rollout, last words included', async () => {
    const told = tail();
    const old = pods().map(({ metadata }) => metadata?.name ?? '');
    await until(() => told.lines.size === 2, Boolean, patience);
    await ask({
      method: 'PATCH',
      path: `${deployments}/writer`,
      headers: { 'content-type': 'application/merge-patch+json' },
      body: {
        spec: { template: { metadata: { annotations: { restarted: 'yes' } } } },
      },
    });
    const ended = () => told.events.filter(({ kind }) => kind === 'ended');
    await until(
      () => ({ ended: ended(), of: [...told.lines.keys()], known: known() }),
      ({ ended: { length }, of }) => length === 2 && of.length === 4,
      patience,
    );
    for (const pod of old) {
      expect(told.lines.get(pod)?.at(-1)).toMatch(/ bye$/);
      const numbers = told.lines.get(pod)?.map(line => line.split(' ')[2]);
      const from = Number(numbers?.[0]);
      expect(numbers).toEqual(numbers?.map((_, i) => String(from + i)));
    }
    old.forEach(pod => told.lines.delete(pod));
    const { told: lines, logs } = await compared(told);
    expect(lines).toEqual(logs);
  });

  it('are refused in words to whom the cluster refuses them', async () => {
    const logs = new KubePodLogs(clusters);
    const pod = pods()[0]?.metadata?.name ?? '';
    const place = { cluster: 'test', namespace, pod, container: 'app' };
    const { signal } = new AbortController();
    const stranger = { user: 'stranger', groups: [] };
    await expect(logs.open(place, {}, stranger, signal)).rejects.toThrow(
      'does not let you read logs',
    );
  });
});
