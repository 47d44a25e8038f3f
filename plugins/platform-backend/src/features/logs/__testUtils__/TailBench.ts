import {
  tailRequestSchema,
  type LogEvent,
  type TailRequest,
} from '@pilothouse/plugin-platform-common';
import {
  InMemoryKube,
  InMemoryPodLogs,
  type InMemoryCluster,
  type InMemoryRun,
} from '@pilothouse/plugin-platform-node/testing';
import { Tail } from '../Tail';

const namespace = 'shop-prod';
/** A Deployment `web`. */
export const target = {
  cluster: 'east',
  namespace,
  kind: 'Deployment',
  name: 'web',
} as const;
/** A time in UTC with nanoseconds, so many milliseconds after eight. */
export const time = (n: number) =>
  new Date(Date.parse('2031-04-01T08:00:00.000Z') + n)
    .toISOString()
    .replace('Z', '000000Z');

/** A cluster with a Deployment, whose pods and logs a test makes. */
export class TailBench {
  readonly kube = new InMemoryKube();
  readonly cluster: InMemoryCluster = this.kube.addCluster('east');
  readonly logs = new InMemoryPodLogs();
  readonly leave = new AbortController();
  readonly events: LogEvent[] = [];

  constructor() {
    this.cluster.put('deployments', {
      metadata: { namespace, name: 'web', uid: 'web' },
    });
    this.replicaSet('web-1');
  }

  replicaSet(name: string): void {
    this.cluster.put('replicasets', {
      metadata: {
        namespace,
        name,
        uid: name,
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: 'web',
            uid: 'web',
          },
        ],
      },
    });
  }

  pod(name: string, owner?: string, startedAt?: string): InMemoryRun {
    this.show(name, owner, startedAt);
    return this.logs.start(this.place(name));
  }

  /** Makes a pod known, whose log there may be already. */
  show(
    name: string,
    owner = 'web-1',
    startedAt = '2031-04-01T08:00:00Z',
  ): void {
    this.cluster.put('pods', {
      metadata: {
        namespace,
        name,
        uid: name,
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'ReplicaSet',
            name: owner,
            uid: owner,
          },
        ],
      },
      spec: { containers: [{ name: 'app' }] },
      status: {
        containerStatuses: [
          {
            name: 'app',
            image: 'web',
            imageID: '',
            ready: true,
            restartCount: 0,
            containerID: `${name}-run`,
            state: { running: { startedAt } },
          },
        ],
      },
    });
  }

  /** Makes nothing known of a pod, whose log there is. */
  hide(name: string): void {
    this.cluster.remove('pods', { namespace, name });
  }

  removePod(name: string): void {
    this.logs.remove(this.place(name));
    this.cluster.remove('pods', { namespace, name });
  }

  tail(request: Partial<TailRequest> = {}): AsyncGenerator<LogEvent, void> {
    return new Tail(
      {
        kube: this.kube,
        logs: this.logs,
        reader: { user: 'user:default/lin', groups: [] },
        mask: text => text.replace('hunter2', '***'),
      },
      tailRequestSchema.parse({ target, ...request }),
      this.leave.signal,
    ).events();
  }

  /** Takes events until what was heard fulfils the condition. */
  async until(
    events: AsyncGenerator<LogEvent, void>,
    done: () => boolean,
  ): Promise<void> {
    while (!done()) {
      const next = await events.next();
      if (next.done) {
        return;
      }
      this.events.push(next.value);
    }
  }

  lines(): string[] {
    return this.events.flatMap(event =>
      event.kind === 'lines'
        ? event.lines.map(([source, , text]) => `${source} ${text}`)
        : [],
    );
  }

  kinds(): string[] {
    return this.events.map(({ kind }) => kind);
  }

  private place(pod: string) {
    return { cluster: 'east', namespace, pod, container: 'app' };
  }
}
