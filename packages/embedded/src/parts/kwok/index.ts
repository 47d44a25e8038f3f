import { join } from 'node:path';
import { certificateFiles } from '../../platform/certificates.ts';
import {
  buildGoTool,
  goToolPath,
  type GoTool,
} from '../../platform/go-tools.ts';
import { answersHttps } from '../../platform/https.ts';
import { applyOwnFiles } from '../../platform/own-manifests.ts';
import type { Part } from '../../platform/part.ts';
import { waitUntil } from '../../platform/wait.ts';
import {
  componentKubeconfig,
  kubernetesDir,
} from '../kube-apiserver/identities.ts';

const VERSION = 'v0.8.0';

const tool: GoTool = {
  module: 'kubernetes',
  package: 'sigs.k8s.io/kwok/cmd/kwok',
  binary: 'kwok',
  variables: { 'sigs.k8s.io/kwok/pkg/consts.Version': VERSION },
};

const folder = import.meta.dirname;

/** Nodes whose pods are only simulated; their label, taint and annotation say so. */
export const kwok: Part = {
  name: 'kwok',
  title: 'Simulated nodes',
  version: VERSION,
  needs: ['kube-apiserver'],
  background: true,
  address: ({ addresses }) => `${addresses.host}:${addresses.kwok}`,
  build: (platform, tell) => buildGoTool(platform, tool, tell),
  async start(platform) {
    await applyOwnFiles(platform, [join(folder, 'nodes.yaml')]);
    const { host, kwok: port } = platform.addresses;
    const serving = certificateFiles(kubernetesDir(platform), 'kubelet');
    await platform.processes.run({
      name: 'kwok',
      command: await goToolPath(platform, tool),
      args: [
        `--kubeconfig=${componentKubeconfig(platform, 'kwok')}`,
        `--config=${join(folder, 'stages.yaml')}`,
        `--config=${join(folder, 'metrics.yaml')}`,
        '--manage-nodes-with-label-selector=pilothouse.dev/simulated=true',
        '--cidr=10.245.0.0/16',
        `--node-ip=${host}`,
        `--node-port=${port}`,
        `--server-address=${host}:${port}`,
        `--tls-cert-file=${serving.cert}`,
        `--tls-private-key-file=${serving.key}`,
        '--node-lease-duration-seconds=40',
      ],
    });
  },
  async ready(platform, signal) {
    const { host, kwok: port } = platform.addresses;
    const authority = certificateFiles(kubernetesDir(platform), 'ca');
    const url = `https://${host}:${port}/healthz`;
    await waitUntil(() => answersHttps(url, authority, signal), signal);
  },
};
