/**
 * Backstage's scaffolder with one template, for dry runs: values come in as messages, its
 * answers go out as messages.
 */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize, relative } from 'node:path';
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
  spec: z.looseObject({
    steps: z.array(
      z.object({
        action: z.string(),
        input: z.looseObject({ url: z.string().optional() }).optional(),
      }),
    ),
  }),
});

const [templateFile = '', addresses = '{}'] = process.argv.slice(2);
const template: unknown = parse(await readFile(templateFile, 'utf8'));
const directoryContents = await contentsOf(
  dirname(templateFile),
  foldersOf(templateSchema.parse(template)),
);
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

/** Where the files lie that a template fetches from beside itself. */
function foldersOf({ spec }: z.infer<typeof templateSchema>): string[] {
  const paths = spec.steps.flatMap(({ action, input }) => {
    if (!action.startsWith('fetch:') || !input?.url) return [];
    return [normalize(input.url).split('/').slice(0, 2).join('/')];
  });
  return [...new Set(paths)];
}

async function contentsOf(base: string, folders: readonly string[]) {
  const entries = await Promise.all(
    folders.map(folder =>
      readdir(join(base, folder), { recursive: true, withFileTypes: true }),
    ),
  );
  const files = entries.flat().filter(entry => entry.isFile());
  const paths = new Set(files.map(file => join(file.parentPath, file.name)));
  return Promise.all(
    [...paths].map(async path => ({
      path: relative(base, path),
      base64Content: await readFile(path, 'base64'),
    })),
  );
}

/** Names of actions that other modules bring; a dry run only wants to know them. */
function actionsBeside({ spec }: z.infer<typeof templateSchema>) {
  const ids = new Set(
    spec.steps
      .map(({ action }) => action)
      .filter(id => !/^(fetch|fs|catalog|debug):/.test(id)),
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
                // Later steps ask for it; a dry run makes one up.
                schema: { input: {}, output: { secret: z3 => z3.string() } },
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
