import { craneTool } from '../parts/delivery-tools.ts';
import { registryClientEnvironment } from '../parts/registry/access.ts';
import { runTool } from './run-tool.ts';

/** Runs crane, which the embedded registry takes for the pipeline. */
runTool(craneTool, registryClientEnvironment);
