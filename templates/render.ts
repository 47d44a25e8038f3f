/**
 * Fills a template in as the portal would, for example to bring its lock file up to date:
 * node templates/render.ts node-service <new folder> [parameters as JSON]
 */
import { join } from 'node:path';
import { startScaffolder, writeRendering } from './testing/scaffolder.ts';

const EXAMPLE = {
  name: 'example',
  description: 'An example',
  owner: 'group:default/shop',
  application: 'system:default/shop',
  environments: ['dev'],
};

const [template, folder, values = '{}'] = process.argv.slice(2);
if (!template || !folder)
  throw new Error('Usage: node templates/render.ts <template> <new folder>');
const scaffolder = await startScaffolder(join(import.meta.dirname, template));
try {
  const parameters = { ...EXAMPLE, ...(JSON.parse(values) as object) };
  await writeRendering(await scaffolder.render(parameters), folder);
} finally {
  await scaffolder.stop();
}
