import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { parse } from 'yaml';
import type { Deployment } from 'kubernetes-types/apps/v1';
import {
  ClusterConnection,
  type OpenRequest,
} from '../../kube/connect/ClusterConnection';
import type { ReplicaSettings } from './settings';

const stateDir =
  process.env.PILOTHOUSE_TEST_PLATFORM ??
  join(homedir(), '.local/state/pilothouse/7007');
const rbac = 'rbac.authorization.k8s.io';

/** Says three numbered lines every tenth of a second. */
const writer = `
  let n = 0;
  setInterval(() => { for (let i = 0; i < 3; i += 1) console.log('line', n++); }, 100);
`;
const labels = { app: 'writer', 'backstage.io/kubernetes-id': 'writer' };

const entities: readonly Entity[] = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'mock' },
    spec: { memberOf: [] },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'writer',
      annotations: { 'backstage.io/kubernetes-id': 'writer' },
    },
    spec: { type: 'service', owner: 'user:default/mock' },
  },
];

const mayEdit = {
  metadata: { name: 'editors' },
  roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'edit' },
  subjects: [{ apiGroup: rbac, kind: 'User', name: 'mock' }],
};

const deployment = {
  metadata: { name: 'writer', labels },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'writer' } },
    template: {
      metadata: { labels },
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

/** A namespace of the running platform, with one service that writes to its log. */
export class Workshop {
  readonly namespace: string;
  readonly target;
  readonly settings: ReplicaSettings;
  readonly #admin: ClusterConnection;

  constructor(name: string) {
    this.namespace = `${name}-${process.pid}`;
    this.target = {
      cluster: 'local',
      namespace: this.namespace,
      kind: 'Deployment',
      name: 'writer',
    } as const;
    const kubeconfig = parse(
      readFileSync(join(stateDir, 'kubeconfig'), 'utf8'),
    );
    const [{ cluster }] = kubeconfig.clusters;
    const [{ user }] = kubeconfig.users;
    const decoded = (key: string) =>
      Buffer.from(user[key], 'base64').toString();
    this.settings = {
      cluster: {
        name: 'local',
        url: cluster.server,
        caData: cluster['certificate-authority-data'],
        authMetadata: {},
      },
      credential: {
        type: 'x509 client certificate',
        cert: decoded('client-certificate-data'),
        key: decoded('client-key-data'),
      },
      entities,
    };
    this.#admin = new ClusterConnection(
      this.settings.cluster,
      async () => this.settings.credential,
    );
  }

  /** Makes the namespace, in which the person of the tests may edit. */
  async open(): Promise<void> {
    const create = (path: string, body: object) =>
      this.ask({ method: 'POST', path, body });
    const metadata = { name: this.namespace };
    await create('/api/v1/namespaces', { metadata });
    await create(
      `/apis/${rbac}/v1/namespaces/${this.namespace}/rolebindings`,
      mayEdit,
    );
    await create(this.#deployments, deployment);
  }

  async close(): Promise<void> {
    await this.ask({
      method: 'DELETE',
      path: `/api/v1/namespaces/${this.namespace}`,
    });
    await this.#admin.close();
  }

  deployment(): Promise<Deployment> {
    return this.ask({ path: `${this.#deployments}/writer` });
  }

  /** Changes the Deployment as its pipeline would. */
  async patch(body: object): Promise<void> {
    await this.ask({
      method: 'PATCH',
      path: `${this.#deployments}/writer`,
      headers: { 'content-type': 'application/merge-patch+json' },
      body,
    });
  }

  /** What a pod's log says. */
  async logOf(pod: string): Promise<string[]> {
    const text = await this.#text({
      path: `/api/v1/namespaces/${this.namespace}/pods/${pod}/log`,
      query: { timestamps: true },
    });
    return text.split('\n').filter(Boolean);
  }

  async ask<T>(asked: OpenRequest): Promise<T> {
    return JSON.parse(await this.#text(asked));
  }

  get #deployments(): string {
    return `/apis/apps/v1/namespaces/${this.namespace}/deployments`;
  }

  async #text(asked: OpenRequest): Promise<string> {
    const { statusCode, body } = await this.#admin.open(asked);
    const text = await body.text();
    if (statusCode >= 300) throw new Error(`${asked.path}: ${text}`);
    return text;
  }
}
