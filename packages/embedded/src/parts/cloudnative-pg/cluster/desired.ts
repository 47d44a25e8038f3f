import {
  API_VERSION,
  applicationOf,
  appSecretName,
  names,
  type Cluster,
  type Meta,
  type Secret,
  type Service,
} from '../model.ts';

/** Port of PostgreSQL. */
export const PORT = 5432;

/** Makes a cluster the owner of an object, which goes when the cluster goes. */
export function owned(
  cluster: Cluster,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Meta {
  const { uid = '', name: owner = '', namespace } = cluster.metadata ?? {};
  return {
    name,
    namespace,
    labels: { [names.cluster]: owner, ...labels },
    ownerReferences: [
      {
        apiVersion: API_VERSION,
        kind: 'Cluster',
        name: owner,
        uid,
        controller: true,
        blockOwnerDeletion: true,
      },
    ],
  };
}

/** The services of a cluster: to the primary, to the replicas, to any instance. */
export function services(cluster: Cluster): Service[] {
  const name = cluster.metadata?.name ?? '';
  const selectors = {
    rw: { [names.instanceRole]: 'primary' },
    ro: { [names.instanceRole]: 'replica' },
    r: { [names.podRole]: 'instance' },
  };
  return Object.entries(selectors).map(([suffix, selector]) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: owned(cluster, `${name}-${suffix}`),
    spec: {
      type: 'ClusterIP',
      selector: { [names.cluster]: name, ...selector },
      ports: [
        { name: 'postgres', port: PORT, targetPort: PORT, protocol: 'TCP' },
      ],
    },
  }));
}

/** The Secrets that the operator makes for a cluster: those that the person brings not. */
export function secrets(cluster: Cluster, password: string): Secret[] {
  const { metadata, spec } = cluster;
  const { database, owner } = applicationOf(cluster);
  const app =
    appSecretName(cluster) === `${metadata?.name}-app`
      ? [secret(cluster, 'app', owner, database, password)]
      : [];
  const superuser =
    spec.enableSuperuserAccess && !spec.superuserSecret
      ? [secret(cluster, 'superuser', 'postgres', '*', password)]
      : [];
  return [...app, ...superuser];
}

function secret(
  cluster: Cluster,
  kind: 'app' | 'superuser',
  username: string,
  dbname: string,
  password: string,
): Secret {
  const { name, namespace } = cluster.metadata ?? {};
  const host = `${name}-rw`;
  const near = `${host}.${namespace}`;
  const full = `${near}.svc.cluster.local`;
  const user = encodeURIComponent(username);
  const path = encodeURIComponent(dbname);
  const uri = (at: string) =>
    `postgresql://${user}:${password}@${at}:${PORT}/${path}`;
  const jdbc = (at: string) =>
    `jdbc:postgresql://${at}:${PORT}/${path}?password=${password}&user=${user}`;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/basic-auth',
    metadata: owned(cluster, `${name}-${kind}`, {
      'cnpg.io/reload': 'true',
      'cnpg.io/userType': kind,
    }),
    stringData: {
      username,
      user: username,
      password,
      dbname,
      host,
      port: String(PORT),
      pgpass: `${host}:${PORT}:${dbname}:${username}:${password}\n`,
      uri: uri(near),
      'fqdn-uri': uri(full),
      'jdbc-uri': jdbc(near),
      'fqdn-jdbc-uri': jdbc(full),
    },
  };
}
