import { resolve } from 'node:path';
import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { isChildPath } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  parseLocationRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  InputError,
  NotFoundError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { ScmIntegrations } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  fetchContents,
  fetchFile,
  serializeDirectoryContents,
} from '@backstage/plugin-scaffolder-node';
import { z } from 'zod';
import { inputOf, previewRunOf, sourcesOf } from './steps';

const patienceMs = 60_000;

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
  /** How long the scaffolder may take, in milliseconds; a minute. */
  readonly patienceMs?: number;
}

/**
 * Has the scaffolder fill in the files of a template that somebody may see, as a dry run.
 * The portal asks for it, as people may not run what they send themselves; of the template
 * only what writes files is run.
 *
 * @param folder - an empty one, for what the template consists of
 * @throws InputError for values that the template refuses, and for a template that takes
 *   files from above its folder
 * @throws ServiceUnavailableError when it takes too long
 */
export async function writtenBy(
  options: TemplateRunOptions,
  request: { templateRef: string; values: Record<string, unknown> },
  credentials: BackstageCredentials,
  folder: string,
  signal?: AbortSignal,
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
  signal?.throwIfAborted();
  const contents = await serializeDirectoryContents(folder);
  const body = {
    template: { ...template, spec: { ...spec, steps, output } },
    values,
    directoryContents: contents.map(({ content, path }) => ({
      path,
      base64Content: content.toString('base64'),
    })),
  };
  const result = await dryRun(options, body, signal);
  return { input: inputOf(result.output), files: result.directoryContents };
}

async function fetchSources(
  { integrations, reader }: TemplateRunOptions,
  template: Entity,
  steps: Parameters<typeof sourcesOf>[0],
  folder: string,
): Promise<void> {
  const baseUrl = baseUrlOf(template);
  for (const { isFile, step, url } of sourcesOf(steps)) {
    const outputPath = resolve(folder, url);
    if (!isChildPath(folder, outputPath)) {
      throw new InputError(
        `There is no preview of this template: its step ${step} takes files from ${url}. A preview has only files in the folder of the template; keep them there`,
      );
    }
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
  options: TemplateRunOptions,
  body: object,
  signal?: AbortSignal,
): Promise<z.infer<typeof resultSchema>> {
  const { auth, discovery } = options;
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: 'scaffolder',
  });
  const url = `${await discovery.getBaseUrl('scaffolder')}/v2/dry-run`;
  const late = AbortSignal.timeout(options.patienceMs ?? patienceMs);
  const ends = signal ? AbortSignal.any([signal, late]) : late;
  try {
    return await answerOf(url, token, body, ends);
  } catch (error) {
    if (!late.aborted || signal?.aborted) throw error;
    throw new ServiceUnavailableError(
      'The scaffolder takes too long to fill in the files of the template. Try again later',
    );
  }
}

async function answerOf(
  url: string,
  token: string,
  body: object,
  signal: AbortSignal,
): Promise<z.infer<typeof resultSchema>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(body),
    signal,
  });
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
