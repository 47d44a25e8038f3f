import { buildGoTool } from '../../platform/go-tools.ts';
import type { Part } from '../../platform/part.ts';
import { CRANE_VERSION, craneTool } from '../delivery-tools.ts';

/** crane, which `npm run crane -- …` runs on the embedded registry. */
export const crane: Part = {
  name: 'crane',
  title: 'crane',
  version: CRANE_VERSION,
  needs: [],
  background: true,
  build: (platform, tell) => buildGoTool(platform, craneTool, tell),
};
