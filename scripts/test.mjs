import { launchScript } from './lib/launch.mjs';

launchScript('scripts/testing/main.mjs', { servers: true });
