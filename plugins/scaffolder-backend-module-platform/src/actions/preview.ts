import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { z as zod } from 'zod/v3';
import { previewMarkdown } from '../preview/markdown';
import { previewOf } from '../preview/outlook';
import { example } from './example';
import { intended } from './fields';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:preview';

/** An order of middleware, as `pilothouse:middleware:order` takes it. */
function wantedIn(z: typeof zod) {
  return z.object({
    item: z.string(),
    name: z.string(),
    plan: z.string().optional(),
    values: z.record(z.unknown()).optional(),
  });
}

/** Tells all that will come to be, and what is in the way of it. */
export function preview(surroundings: Surroundings) {
  const { people } = surroundings;
  return createTemplateAction({
    id,
    description:
      'Tells every file of the workspace and every object that will come to be with a service, and whether something is in the way: the name, the owner, namespaces, quotas. Fails when something is, except in a dry run, which only tells it. The chart is read as helm create lays it out, not run.',
    supportsDryRun: true,
    examples: [
      example('What will come to be', id, {
        name: 'checkout',
        owner: 'group:default/shop',
        environments: ['dev'],
        repoUrl: 'git.example.com?owner=shop&repo=checkout',
      }),
    ],
    schema: {
      input: {
        ...intended,
        creates: z =>
          z
            .enum(['application', 'service'])
            .optional()
            .describe('What is to be made; service'),
        sourcePath: z =>
          z.string().optional().describe('Folder of the workspace; all of it'),
        middleware: z =>
          z
            .union([wantedIn(z), z.array(wantedIn(z))])
            .optional()
            .describe(
              'What pilothouse:middleware:order is to order in the first environment; nothing without a plan',
            ),
        chartPath: z =>
          z.string().optional().describe('Folder of the chart in it; chart'),
      },
      output: {
        files: z => z.array(z.object({ path: z.string(), bytes: z.number() })),
        objects: z =>
          z.array(
            z.object({
              system: z.string(),
              kind: z.string(),
              name: z.string(),
              where: z.string(),
            }),
          ),
        checks: z =>
          z.array(
            z.object({
              check: z.string(),
              ok: z.boolean(),
              message: z.string(),
            }),
          ),
        markdown: z =>
          z.string().describe('What comes to be, and what is in the way of it'),
        markdownZh: z => z.string().describe('The same in Chinese'),
      },
    },
    async handler(ctx) {
      const credentials = await ctx.getInitiatorCredentials();
      const maker = {
        taskId: ctx.task.id,
        userEntityRef: people.personOf(credentials),
      };
      const { checks, files, objects } = await previewOf(
        surroundings,
        ctx.input,
        { workspace: ctx.workspacePath, maker, who: credentials },
        ctx.signal,
      );
      const told = { files, objects, checks };
      ctx.logger.info(previewMarkdown(told, 'en'));
      // What was created has passed all checks.
      const against = checks.filter(({ ok }) => !ok);
      const created = { ...told, checks: against };
      ctx.output('markdown', previewMarkdown(created, 'en'));
      ctx.output('markdownZh', previewMarkdown(created, 'zh'));
      ctx.output('files', files);
      ctx.output('objects', objects);
      ctx.output(
        'checks',
        checks.map(({ check, ok, message }) => ({ check, ok, message })),
      );
      if (against.length > 0 && !ctx.isDryRun) {
        throw new ConflictError(
          against.map(({ message }) => message).join('. '),
        );
      }
    },
  });
}
