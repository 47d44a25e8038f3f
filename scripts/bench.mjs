import { launchScript } from './lib/launch.mjs';

launchScript('bench/main.ts');
