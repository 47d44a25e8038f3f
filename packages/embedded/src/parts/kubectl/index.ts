import { buildGoTool, goToolPath } from '../../platform/go-tools.ts';
import type { Part } from '../../platform/part.ts';
import type { Platform } from '../../platform/platform.ts';
import { KUBERNETES_VERSION, kubernetesTool } from '../kubernetes-tools.ts';

const tool = kubernetesTool('kubectl');

/** Path of the kubectl that fits the cluster, for people who have none. */
export function kubectlPath(platform: Platform): Promise<string> {
  return goToolPath(platform, tool);
}

/** kubectl, which `npm run kubectl -- …` runs on the embedded cluster. */
export const kubectl: Part = {
  name: 'kubectl',
  title: 'kubectl',
  version: KUBERNETES_VERSION,
  needs: [],
  background: true,
  build: (platform, tell) => buildGoTool(platform, tool, tell),
};
