import { kubernetesTool } from '../parts/kubernetes-tools.ts';
import { openTool, type Outcome, type Tool } from './tool.ts';

export type { Outcome };
export type Kubectl = Tool;

/** The real kubectl of the platform under test. */
export function openKubectl(): Promise<Kubectl> {
  return openTool(kubernetesTool('kubectl'));
}
