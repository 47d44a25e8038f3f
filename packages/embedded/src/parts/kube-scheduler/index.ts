import { certificateFiles } from '../../platform/certificates.ts';
import { buildGoTool, goToolPath } from '../../platform/go-tools.ts';
import { answersHttps } from '../../platform/https.ts';
import type { Part } from '../../platform/part.ts';
import { waitUntil } from '../../platform/wait.ts';
import {
  componentKubeconfig,
  kubernetesDir,
} from '../kube-apiserver/identities.ts';
import { KUBERNETES_VERSION, kubernetesTool } from '../kubernetes-tools.ts';

const tool = kubernetesTool('kube-scheduler');

/** Decides which node a pod runs on. */
export const kubeScheduler: Part = {
  name: 'kube-scheduler',
  title: 'Kubernetes scheduler',
  version: KUBERNETES_VERSION,
  needs: ['kube-apiserver'],
  background: true,
  address: ({ addresses }) => `${addresses.host}:${addresses.scheduler}`,
  build: (platform, tell) => buildGoTool(platform, tool, tell),
  async start(platform) {
    const { host, scheduler } = platform.addresses;
    const kubeconfig = componentKubeconfig(platform, 'kube-scheduler');
    const serving = certificateFiles(kubernetesDir(platform), 'apiserver');
    await platform.processes.run({
      name: 'kube-scheduler',
      command: await goToolPath(platform, tool),
      args: [
        `--bind-address=${host}`,
        `--secure-port=${scheduler}`,
        `--tls-cert-file=${serving.cert}`,
        `--tls-private-key-file=${serving.key}`,
        `--kubeconfig=${kubeconfig}`,
        `--authentication-kubeconfig=${kubeconfig}`,
        `--authorization-kubeconfig=${kubeconfig}`,
        '--leader-elect=false',
        '--profiling=false',
        '--v=1',
      ],
    });
  },
  async ready(platform, signal) {
    const { host, scheduler } = platform.addresses;
    const authority = certificateFiles(kubernetesDir(platform), 'ca');
    const url = `https://${host}:${scheduler}/healthz`;
    await waitUntil(() => answersHttps(url, authority, signal), signal);
  },
};
