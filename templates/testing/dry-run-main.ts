/**
 * Backstage's scaffolder with one template, for dry runs: values come in as messages, its
 * answers go out as messages.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
import { parse } from 'yaml';
import { z } from 'zod';

const templateSchema = z.looseObject({
  spec: z.looseObject({ steps: z.array(z.object({ action: z.string() })) }),
});

const [templateFolder = '', addresses = '{}'] = process.argv.slice(2);
const template: unknown = parse(
  await readFile(join(templateFolder, 'template.yaml'), 'utf8'),
);
const directoryContents = await contentsOf(templateFolder);
const { server } = await startTestBackend({
  features: [
    scaffolder.default,
    catalogServiceMock.factory(),
    mockServices.rootConfig.factory({
      data: {
        scaffolder: {
          defaultEnvironment: {
            parameters: z.json().parse(JSON.parse(addresses)),
          },
        },
      },
    }),
    actionsBeside(templateSchema.parse(template)),
  ],
});

process.on('message', values => {
  void dryRun(values).then(answer => process.send?.(answer));
});
process.on('disconnect', () => process.exit());
process.send?.({ status: 200, text: 'ready' });

async function dryRun(values: unknown) {
  const response = await fetch(
    `http://127.0.0.1:${server.port()}/api/scaffolder/v2/dry-run`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ template, values, directoryContents }),
    },
  );
  return { status: response.status, text: await response.text() };
}

async function contentsOf(folder: string) {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return Promise.all(
    entries
      .filter(entry => entry.isFile())
      .map(async entry => {
        const path = join(entry.parentPath, entry.name);
        const base64Content = await readFile(path, 'base64');
        return { path: relative(folder, path), base64Content };
      }),
  );
}

/** Names of actions that other modules bring; a dry run only wants to know them. */
function actionsBeside({ spec }: z.infer<typeof templateSchema>) {
  const ids = new Set(
    spec.steps
      .map(({ action }) => action)
      .filter(id => !/^(fetch|catalog|debug):/.test(id)),
  );
  return createBackendModule({
    pluginId: 'scaffolder',
    moduleId: 'actions-beside',
    register(env) {
      env.registerInit({
        deps: { actions: scaffolderActionsExtensionPoint },
        async init({ actions }) {
          actions.addActions(
            ...[...ids].map(id =>
              createTemplateAction({
                id,
                async handler() {
                  throw new Error(`${id} was run in a dry run`);
                },
              }),
            ),
          );
        },
      });
    },
  });
}
