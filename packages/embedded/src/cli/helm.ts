import { helmTool } from '../parts/delivery-tools.ts';
import { registryClientEnvironment } from '../parts/registry/access.ts';
import { runTool } from './run-tool.ts';

/** Runs Helm on the embedded cluster as its administrator. */
runTool(helmTool, registryClientEnvironment);
