import { wasInstalled } from './lib/install.mjs';
import { launch } from './lib/launch.mjs';

if (wasInstalled()) {
  launch('doctor');
} else {
  // Looking must not install anything.
  const text = process.argv.includes('--json')
    ? JSON.stringify({ running: false, parts: [] }, null, 2)
    : 'Pilothouse is not installed in this checkout yet. Install and start it: npm start';
  process.stdout.write(`${text}\n`);
  process.exitCode = 1;
}
