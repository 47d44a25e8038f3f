import { certificateFiles } from '../../platform/certificates.ts';
import { writeAtomic } from '../../platform/files.ts';
import { buildGoTool, goToolPath } from '../../platform/go-tools.ts';
import { answersHttps } from '../../platform/https.ts';
import type { Part } from '../../platform/part.ts';
import { waitUntil } from '../../platform/wait.ts';
import { KUBERNETES_VERSION, kubernetesTool } from '../kubernetes-tools.ts';
import { egressSocketPath } from '../network/egress-socket.ts';
import { apiServerUrl, ensureIdentities, kubernetesDir } from './identities.ts';
import {
  apiServerArguments,
  auditPolicy,
  egressSelector,
  settingsFiles,
} from './settings.ts';

const tool = kubernetesTool('kube-apiserver');

/** The Kubernetes API: RBAC, admission and an audit log, as on a cluster that matters. */
export const kubeApiServer: Part = {
  name: 'kube-apiserver',
  title: 'Kubernetes API server',
  version: KUBERNETES_VERSION,
  needs: ['etcd', 'network'],
  address: apiServerUrl,
  build: (platform, tell) => buildGoTool(platform, tool, tell),
  async configure(platform) {
    await ensureIdentities(platform);
    const files = settingsFiles(platform);
    await writeAtomic(files.auditPolicy, auditPolicy());
    await writeAtomic(
      files.egressSelector,
      egressSelector(egressSocketPath(platform)),
    );
  },
  async start(platform) {
    await platform.processes.run({
      name: 'kube-apiserver',
      command: await goToolPath(platform, tool),
      args: apiServerArguments(platform),
      graceSeconds: 3,
    });
  },
  async ready(platform, signal) {
    const url = `${apiServerUrl(platform)}/readyz`;
    const authority = certificateFiles(kubernetesDir(platform), 'ca');
    await waitUntil(() => answersHttps(url, authority, signal), signal);
  },
};
