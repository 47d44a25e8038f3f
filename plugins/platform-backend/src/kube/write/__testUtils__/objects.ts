/** An owner, as far as an owner reference names it. */
export interface Owner {
  readonly name: string;
  readonly uid: string;
}

const rbacGroup = 'rbac.authorization.k8s.io';

const template = (image: string, labels = {}) => ({
  metadata: { labels: { app: 'web', ...labels } },
  spec: { containers: [{ name: 'web', image }] },
});

/** A team's namespace. */
export const namespace = (name: string, team: string) => ({
  metadata: {
    name,
    labels: {
      'pilothouse.dev/tenant': team,
      'pilothouse.dev/environment': 'dev',
    },
  },
});

/** What developers may do. */
export const developerRole = {
  metadata: { name: 'developer' },
  rules: [
    {
      apiGroups: ['apps', ''],
      resources: ['deployments', 'replicasets', 'pods'],
      verbs: ['get', 'list', 'patch', 'delete'],
    },
  ],
};

/** Makes a team developers of a namespace. */
export const binding = (name: string, team: string) => ({
  metadata: { name },
  roleRef: { apiGroup: rbacGroup, kind: 'ClusterRole', name: 'developer' },
  subjects: [{ apiGroup: rbacGroup, kind: 'Group', name: team }],
});

export const deployment = (name: string, image: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: template(image),
  },
});

export const replicaSet = (name: string, { name: owner, uid }: Owner) => ({
  metadata: {
    name,
    annotations: { 'deployment.kubernetes.io/revision': '1' },
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: owner,
        uid,
        controller: true,
      },
    ],
  },
  spec: {
    replicas: 0,
    selector: { matchLabels: { app: 'web', 'pod-template-hash': '1' } },
    template: template('web:1', { 'pod-template-hash': '1' }),
  },
});

export const pod = (name: string, { name: owner, uid }: Owner) => ({
  metadata: {
    name,
    labels: { app: 'web' },
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        name: owner,
        uid,
        controller: true,
      },
    ],
  },
  spec: template('web:1').spec,
});
