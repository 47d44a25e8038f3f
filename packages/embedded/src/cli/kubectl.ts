import { kubernetesTool } from '../parts/kubernetes-tools.ts';
import { runTool } from './run-tool.ts';

/** Runs kubectl on the embedded cluster as its administrator. */
runTool(kubernetesTool('kubectl'));
