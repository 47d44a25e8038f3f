import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  executorToolsAnnotation,
  isLacking,
  type CreationCheck,
  type TemplateTools,
} from '@pilothouse/plugin-platform-common';
import type { CiServerExecutors } from '@pilothouse/plugin-platform-node';
import { judgedTools, toolMessage, unknownMessage } from './states';

/** Tells people whether the executors of pipelines have the programs that templates declare. */
export class Tools {
  constructor(
    private readonly options: {
      readonly catalog: Pick<CatalogService, 'getEntities' | 'getEntityByRef'>;
      readonly ci: CiServerExecutors;
    },
  ) {}

  /** Of all templates that somebody may see and that declare something. */
  async ofTemplates(
    credentials: BackstageCredentials,
    signal?: AbortSignal,
  ): Promise<TemplateTools> {
    const { catalog, ci } = this.options;
    const { items } = await catalog.getEntities(
      {
        filter: {
          kind: 'template',
          [`metadata.annotations.${executorToolsAnnotation}`]:
            CATALOG_FILTER_EXISTS,
        },
        fields: ['kind', 'metadata'],
      },
      { credentials },
    );
    const judged = await judgedTools(ci, items, signal);
    return {
      templates: items.map((template, at) => ({
        ref: stringifyEntityRef(template),
        title: template.metadata.title ?? template.metadata.name,
        tools: [...judged[at].tools],
        ...(judged[at].unknown && { unknown: judged[at].unknown }),
      })),
    };
  }

  /** What is in the way of a template, or fine, or could not be found out. */
  async checksOf(
    templateRef: string,
    credentials: BackstageCredentials,
    signal?: AbortSignal,
  ): Promise<CreationCheck[]> {
    const { catalog, ci } = this.options;
    const template = await catalog.getEntityByRef(templateRef, { credentials });
    if (!template) return [];
    const [{ tools, unknown }] = await judgedTools(ci, [template], signal);
    const known = tools
      .filter(({ found }) => found !== 'unknown')
      .map(tool => ({
        check: 'tool' as const,
        ok: !isLacking(tool),
        message: toolMessage(tool),
        tool,
      }));
    if (!unknown) return known;
    const message = unknownMessage(unknown);
    return [...known, { check: 'tools-unknown', ok: true, message, unknown }];
  }
}
