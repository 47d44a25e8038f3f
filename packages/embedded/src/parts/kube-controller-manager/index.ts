import { certificateFiles } from '../../platform/certificates.ts';
import { buildGoTool, goToolPath } from '../../platform/go-tools.ts';
import { answersHttps } from '../../platform/https.ts';
import type { Part } from '../../platform/part.ts';
import type { Platform } from '../../platform/platform.ts';
import { waitUntil } from '../../platform/wait.ts';
import {
  componentKubeconfig,
  kubernetesDir,
  serviceAccountKeys,
} from '../kube-apiserver/identities.ts';
import { KUBERNETES_VERSION, kubernetesTool } from '../kubernetes-tools.ts';

const tool = kubernetesTool('kube-controller-manager');

/** Deployments, Jobs, quotas, autoscalers and the rest of Kubernetes' control loops. */
export const kubeControllerManager: Part = {
  name: 'kube-controller-manager',
  title: 'Kubernetes controllers',
  version: KUBERNETES_VERSION,
  needs: ['kube-apiserver'],
  background: true,
  address: ({ addresses }) =>
    `${addresses.host}:${addresses.controllerManager}`,
  build: (platform, tell) => buildGoTool(platform, tool, tell),
  async start(platform) {
    await platform.processes.run({
      name: 'kube-controller-manager',
      command: await goToolPath(platform, tool),
      args: controllerManagerArguments(platform),
    });
  },
  async ready(platform, signal) {
    const { host, controllerManager } = platform.addresses;
    const authority = certificateFiles(kubernetesDir(platform), 'ca');
    const url = `https://${host}:${controllerManager}/healthz`;
    await waitUntil(() => answersHttps(url, authority, signal), signal);
  },
};

function controllerManagerArguments(platform: Platform): string[] {
  const dir = kubernetesDir(platform);
  const { host, controllerManager, serviceCidr } = platform.addresses;
  const kubeconfig = componentKubeconfig(platform, 'kube-controller-manager');
  const authority = certificateFiles(dir, 'ca');
  const serving = certificateFiles(dir, 'apiserver');
  return [
    `--bind-address=${host}`,
    `--secure-port=${controllerManager}`,
    `--tls-cert-file=${serving.cert}`,
    `--tls-private-key-file=${serving.key}`,
    `--kubeconfig=${kubeconfig}`,
    // Its usual 20 a second are meant for a control plane that is shared by many nodes.
    '--kube-api-qps=100',
    '--kube-api-burst=200',
    `--authentication-kubeconfig=${kubeconfig}`,
    `--authorization-kubeconfig=${kubeconfig}`,
    `--root-ca-file=${authority.cert}`,
    `--cluster-signing-cert-file=${authority.cert}`,
    `--cluster-signing-key-file=${authority.key}`,
    `--service-account-private-key-file=${
      serviceAccountKeys(platform).privateKey
    }`,
    `--service-cluster-ip-range=${serviceCidr}`,
    '--use-service-account-credentials=true',
    '--leader-elect=false',
    '--profiling=false',
    // A laptop's cluster should scale while one watches, not minutes later.
    '--horizontal-pod-autoscaler-initial-readiness-delay=10s',
    '--horizontal-pod-autoscaler-cpu-initialization-period=30s',
    '--horizontal-pod-autoscaler-downscale-stabilization=60s',
    '--v=1',
  ];
}
