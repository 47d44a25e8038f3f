import { join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { readChart, kindsOf, type Chart } from '../preview/chart';
import { checksOf } from '../preview/checks';
import { entitiesIn, filesIn } from '../preview/files';
import { previewMarkdown } from '../preview/markdown';
import { objectsOf } from '../preview/objects';
import { teamOf } from '../service/name';
import { repositoryOf } from '../service/service';
import { example } from './example';
import { fields } from './fields';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:preview';
const catalogFile = 'catalog-info.yaml';

/** Tells all that will come to be, and what is in the way of it. */
export function preview(surroundings: Surroundings) {
  const { images, integrations, people } = surroundings;
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
        name: fields.name,
        owner: fields.owner,
        environments: fields.environments,
        repoUrl: fields.repoUrl,
        cluster: fields.cluster,
        sourcePath: z =>
          z.string().optional().describe('Folder of the workspace; all of it'),
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
        markdown: z => z.string().describe('All of it as text'),
      },
    },
    async handler(ctx) {
      const { name, environments, cluster, repoUrl } = ctx.input;
      const { sourcePath = '.', chartPath = 'chart' } = ctx.input;
      const source = resolveSafeChildPath(ctx.workspacePath, sourcePath);
      const service = { name, team: teamOf(ctx.input.owner) };
      const repository = repositoryOf(repoUrl, integrations, service);
      const credentials = await ctx.getInitiatorCredentials();
      const maker = {
        taskId: ctx.task.id,
        userEntityRef: people.personOf(credentials),
      };
      const folder = resolveSafeChildPath(source, chartPath);
      const chart = await readChart(folder, environments);
      const { checks, places } = await checksOf(
        surroundings,
        { service, maker, repository, environments, cluster, chart },
        ctx.signal,
      );
      const files = await filesIn(source);
      const described = files.some(({ path }) => path === catalogFile);
      const objects = objectsOf({
        service,
        repository,
        places,
        kinds: kindsByEnvironment(chart, environments),
        entities: described ? await entitiesIn(join(source, catalogFile)) : [],
        registry: images?.host,
      });
      const markdown = previewMarkdown({ files, objects, checks });
      ctx.logger.info(markdown);
      ctx.output('files', files);
      ctx.output('objects', objects);
      ctx.output('checks', checks);
      ctx.output('markdown', markdown);
      const against = checks.filter(({ ok }) => !ok);
      if (against.length > 0 && !ctx.isDryRun) {
        throw new ConflictError(
          against.map(({ message }) => message).join('. '),
        );
      }
    },
  });
}

function kindsByEnvironment(
  chart: Chart | undefined,
  environments: readonly string[],
): Map<string, string[]> {
  return new Map(
    environments.map(environment => [
      environment,
      chart
        ? kindsOf(
            chart.templates,
            chart.ofEnvironment.get(environment) ?? chart.values,
          )
        : [],
    ]),
  );
}
