import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  parseLocationRef,
  type Entity,
} from '@backstage/catalog-model';
import { InputError, NotFoundError, ResponseError } from '@backstage/errors';
import type { ScmIntegrations } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  fetchContents,
  fetchFile,
  serializeDirectoryContents,
} from '@backstage/plugin-scaffolder-node';
import { z } from 'zod';
import { inputOf, previewRunOf, sourcesOf } from './steps';

const specSchema = z.looseObject({
  steps: z.array(
    z.looseObject({
      id: z.string().optional(),
      action: z.string(),
      input: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});

const resultSchema = z.object({
  directoryContents: z.array(
    z.object({
      path: z.string(),
      executable: z.boolean().optional(),
      base64Content: z.string(),
    }),
  ),
  output: z.record(z.string(), z.unknown()),
});

const refusalSchema = z.object({
  errors: z.array(z.object({ stack: z.string() })).min(1),
});

/** What a template would write, and what it would ask of its preview. */
export interface Written {
  readonly input: Record<string, unknown>;
  readonly files: z.infer<typeof resultSchema>['directoryContents'];
}

/** What {@link writtenBy} needs of its surroundings. */
export interface TemplateRunOptions {
  readonly auth: AuthService;
  readonly catalog: Pick<CatalogService, 'getEntityByRef'>;
  readonly discovery: DiscoveryService;
  readonly integrations: ScmIntegrations;
  readonly reader: UrlReaderService;
}

/**
 * Has the scaffolder fill in the files of a template that somebody may see, as a dry run.
 * The portal asks for it, as people may not run what they send themselves; of the template
 * only what writes files is run.
 *
 * @param folder - an empty one, for what the template consists of
 * @throws InputError for values that the template refuses
 */
export async function writtenBy(
  options: TemplateRunOptions,
  request: { templateRef: string; values: Record<string, unknown> },
  credentials: BackstageCredentials,
  folder: string,
): Promise<Written> {
  const { catalog } = options;
  const { templateRef, values } = request;
  const template = await catalog.getEntityByRef(templateRef, { credentials });
  if (template?.kind !== 'Template') {
    throw new NotFoundError(`There is no template ${templateRef}`);
  }
  const spec = specSchema.parse(template.spec);
  const { output, steps } = previewRunOf(spec.steps);
  await fetchSources(options, template, steps, folder);
  const result = await dryRun(options, {
    template: { ...template, spec: { ...spec, steps, output } },
    values,
    directoryContents: (
      await serializeDirectoryContents(folder)
    ).map(({ content, path }) => ({
      path,
      base64Content: content.toString('base64'),
    })),
  });
  return { input: inputOf(result.output), files: result.directoryContents };
}

async function fetchSources(
  { integrations, reader }: TemplateRunOptions,
  template: Entity,
  steps: Parameters<typeof sourcesOf>[0],
  folder: string,
): Promise<void> {
  const baseUrl = baseUrlOf(template);
  for (const { isFile, url } of sourcesOf(steps)) {
    const outputPath = resolveSafeChildPath(folder, url);
    const fetch = isFile ? fetchFile : fetchContents;
    await fetch({ baseUrl, fetchUrl: url, integrations, outputPath, reader });
  }
}

/** As the scaffolder itself takes it. */
function baseUrlOf({ metadata }: Entity): string | undefined {
  const location =
    metadata.annotations?.[ANNOTATION_SOURCE_LOCATION] ??
    metadata.annotations?.[ANNOTATION_LOCATION];
  if (!location) return undefined;
  const { target, type } = parseLocationRef(location);
  return type === 'file' ? `file://${target}` : target;
}

async function dryRun(
  { auth, discovery }: TemplateRunOptions,
  body: object,
): Promise<z.infer<typeof resultSchema>> {
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: 'scaffolder',
  });
  const response = await fetch(
    `${await discovery.getBaseUrl('scaffolder')}/v2/dry-run`,
    {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(body),
    },
  );
  if (response.ok) return resultSchema.parse(await response.json());
  const refusal = refusalSchema.safeParse(
    await response
      .clone()
      .json()
      .catch(() => undefined),
  );
  if (response.status !== 400 || !refusal.success) {
    throw await ResponseError.fromResponse(response);
  }
  const because = refusal.data.errors.map(({ stack }) => stack).join('; ');
  throw new InputError(`The template refuses what was entered: ${because}`);
}
