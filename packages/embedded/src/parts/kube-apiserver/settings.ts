import { join } from 'node:path';
import { stringify } from 'yaml';
import { certificateFiles } from '../../platform/certificates.ts';
import type { Platform } from '../../platform/platform.ts';
import { etcdClient } from '../etcd/index.ts';
import { kubernetesDir, serviceAccountKeys } from './identities.ts';

/** Paths of the files that the API server reads besides its certificates. */
export function settingsFiles(platform: Platform) {
  const dir = kubernetesDir(platform);
  return {
    auditPolicy: join(dir, 'audit-policy.yaml'),
    auditLog: join(platform.stateDir, 'logs', 'kube-audit.log'),
    egressSelector: join(dir, 'egress-selector.yaml'),
  };
}

/**
 * Who changed what is recorded with its request; reading, leases and events are not.
 * Bodies of Secrets and tokens never reach the log.
 */
export function auditPolicy(): string {
  return stringify({
    apiVersion: 'audit.k8s.io/v1',
    kind: 'Policy',
    omitStages: ['RequestReceived'],
    rules: [
      { level: 'None', verbs: ['get', 'list', 'watch'] },
      {
        level: 'None',
        resources: [
          { group: 'coordination.k8s.io', resources: ['leases'] },
          { group: '', resources: ['events'] },
          { group: 'events.k8s.io', resources: ['events'] },
          { group: 'authentication.k8s.io', resources: ['tokenreviews'] },
          { group: 'authorization.k8s.io' },
        ],
      },
      {
        level: 'None',
        userGroups: ['system:nodes', 'system:serviceaccounts:kube-system'],
      },
      {
        level: 'None',
        users: [
          'system:kube-controller-manager',
          'system:kube-scheduler',
          'system:apiserver',
          'pilothouse:kwok',
        ],
      },
      {
        level: 'Metadata',
        resources: [
          {
            group: '',
            resources: ['secrets', 'configmaps', 'serviceaccounts/token'],
          },
        ],
      },
      { level: 'Request' },
    ],
  });
}

/** Sends what is meant for pods and services through the network part's proxy. */
export function egressSelector(socket: string): string {
  return stringify({
    apiVersion: 'apiserver.k8s.io/v1beta1',
    kind: 'EgressSelectorConfiguration',
    egressSelections: [
      {
        name: 'cluster',
        connection: {
          proxyProtocol: 'HTTPConnect',
          transport: { uds: { udsName: socket } },
        },
      },
    ],
  });
}

/** Command line of kube-apiserver. */
export function apiServerArguments(platform: Platform): string[] {
  const dir = kubernetesDir(platform);
  const { host, apiServer, serviceCidr } = platform.addresses;
  const certificate = (name: string) => certificateFiles(dir, name);
  const store = etcdClient(platform);
  const keys = serviceAccountKeys(platform);
  const files = settingsFiles(platform);
  return [
    `--bind-address=${host}`,
    `--secure-port=${apiServer}`,
    `--advertise-address=${host}`,
    '--endpoint-reconciler-type=none',
    `--etcd-servers=${store.url}`,
    `--etcd-cafile=${store.authority.cert}`,
    `--etcd-certfile=${store.client.cert}`,
    `--etcd-keyfile=${store.client.key}`,
    `--tls-cert-file=${certificate('apiserver').cert}`,
    `--tls-private-key-file=${certificate('apiserver').key}`,
    `--client-ca-file=${certificate('ca').cert}`,
    `--kubelet-certificate-authority=${certificate('ca').cert}`,
    `--kubelet-client-certificate=${certificate('kubelet-client').cert}`,
    `--kubelet-client-key=${certificate('kubelet-client').key}`,
    '--kubelet-preferred-address-types=InternalIP',
    `--requestheader-client-ca-file=${certificate('front-proxy-ca').cert}`,
    '--requestheader-allowed-names=front-proxy-client',
    '--requestheader-extra-headers-prefix=X-Remote-Extra-',
    '--requestheader-group-headers=X-Remote-Group',
    '--requestheader-username-headers=X-Remote-User',
    `--proxy-client-cert-file=${certificate('front-proxy').cert}`,
    `--proxy-client-key-file=${certificate('front-proxy').key}`,
    '--enable-aggregator-routing=true',
    '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
    `--service-account-key-file=${keys.publicKey}`,
    `--service-account-signing-key-file=${keys.privateKey}`,
    `--service-cluster-ip-range=${serviceCidr}`,
    '--authorization-mode=Node,RBAC',
    '--enable-admission-plugins=NodeRestriction',
    '--allow-privileged=true',
    '--profiling=false',
    `--egress-selector-config-file=${files.egressSelector}`,
    `--audit-policy-file=${files.auditPolicy}`,
    `--audit-log-path=${files.auditLog}`,
    '--audit-log-maxsize=20',
    '--audit-log-maxbackup=3',
    '--v=1',
  ];
}
