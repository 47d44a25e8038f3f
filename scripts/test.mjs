import { launchScript } from './lib/launch.mjs';
import { closingLine } from './testing/outcome.mjs';

launchScript('scripts/testing/main.mjs', {
  servers: true,
  lastWords: closingLine({ passed: 0, failed: 1 }),
});
