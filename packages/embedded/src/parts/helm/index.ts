import { buildGoTool } from '../../platform/go-tools.ts';
import type { Part } from '../../platform/part.ts';
import { HELM_VERSION, helmTool } from '../delivery-tools.ts';

/** Helm, which `npm run helm -- …` runs on the embedded cluster. */
export const helm: Part = {
  name: 'helm',
  title: 'Helm',
  version: HELM_VERSION,
  needs: [],
  background: true,
  build: (platform, tell) => buildGoTool(platform, helmTool, tell),
};
