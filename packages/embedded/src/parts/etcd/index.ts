import { join } from 'node:path';
import { ensurePrivateDir } from '../../platform/files.ts';
import {
  certificateFiles,
  ensureAuthority,
  ensureCertificate,
} from '../../platform/certificates.ts';
import { buildGoTool, goToolPath } from '../../platform/go-tools.ts';
import type { Part } from '../../platform/part.ts';
import { partDir, type Platform } from '../../platform/platform.ts';
import { answersHttp, waitUntil } from '../../platform/wait.ts';
import { ETCD_VERSION, etcdTool } from '../kubernetes-tools.ts';

/** Where the API server finds etcd, and the certificate it must show there. */
export function etcdClient(platform: Platform) {
  const dir = partDir(platform, 'etcd');
  const { host, etcdClient: port } = platform.addresses;
  return {
    url: `https://${host}:${port}`,
    authority: certificateFiles(dir, 'ca'),
    client: certificateFiles(dir, 'client'),
  };
}

/** The store behind the API server; it talks only to holders of its own certificates. */
export const etcd: Part = {
  name: 'etcd',
  title: 'etcd',
  version: ETCD_VERSION,
  needs: [],
  address: ({ addresses }) => `${addresses.host}:${addresses.etcdClient}`,
  build: (platform, tell) => buildGoTool(platform, etcdTool, tell),
  async configure(platform) {
    const dir = partDir(platform, 'etcd');
    await ensurePrivateDir(join(dir, 'data'));
    const authority = await ensureAuthority(dir, 'ca');
    const names = [platform.addresses.host, 'localhost'];
    await ensureCertificate(authority, certificateFiles(dir, 'server'), {
      commonName: 'etcd',
      names,
    });
    await ensureCertificate(authority, certificateFiles(dir, 'client'), {
      commonName: 'kube-apiserver',
    });
  },
  async start(platform) {
    await platform.processes.run({
      name: 'etcd',
      privateFiles: true,
      command: await goToolPath(platform, etcdTool),
      args: etcdArguments(platform),
    });
  },
  async ready({ addresses }, signal) {
    const url = `${metricsUrl(addresses)}/health`;
    await waitUntil(() => answersHttp(url, signal), signal);
  },
};

function metricsUrl({ host, etcdMetrics }: Platform['addresses']): string {
  return `http://${host}:${etcdMetrics}`;
}

function etcdArguments(platform: Platform): string[] {
  const dir = partDir(platform, 'etcd');
  const { host, etcdPeer } = platform.addresses;
  const server = certificateFiles(dir, 'server');
  const authority = certificateFiles(dir, 'ca');
  const client = etcdClient(platform).url;
  const peer = `https://${host}:${etcdPeer}`;
  return [
    '--name=pilothouse',
    `--data-dir=${join(dir, 'data')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=pilothouse=${peer}`,
    `--cert-file=${server.cert}`,
    `--key-file=${server.key}`,
    `--trusted-ca-file=${authority.cert}`,
    '--client-cert-auth=true',
    `--peer-cert-file=${server.cert}`,
    `--peer-key-file=${server.key}`,
    `--peer-trusted-ca-file=${authority.cert}`,
    '--peer-client-cert-auth=true',
    `--listen-metrics-urls=${metricsUrl(platform.addresses)}`,
    '--auto-compaction-mode=periodic',
    '--auto-compaction-retention=1h',
    '--quota-backend-bytes=2147483648',
    '--log-level=warn',
  ];
}
