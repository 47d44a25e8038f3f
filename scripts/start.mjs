import { launchPlatform } from './lib/launch.mjs';

launchPlatform();
