import { ResponseError } from '@backstage/errors';
import {
  discoveryApiRef,
  fetchApiRef,
  type ApiHolder,
} from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import {
  creationChoicesSchema,
  creationPreviewSchema,
  deletionPlanSchema,
  nameAnswerSchema,
  templateToolsSchema,
  undoStateSchema,
  type CreationCheck,
  type CreationChoices,
  type CreationPreview,
  type DeletionPlan,
  type PreviewRequest,
  type TemplateTools,
  type UndoState,
} from '@pilothouse/plugin-platform-common';
import type { z } from 'zod';
import { namedEntities, type EntityFilter, type Named } from './entities';

/** Asks the scaffolder before anything is made, or deleted, and how far a run is undone. */
export interface CreationClient {
  choices(): Promise<CreationChoices>;
  /** Entities of the catalog by the names that the portal shows for them. */
  entities(filter: EntityFilter): Promise<Named[]>;
  name(request: { name: string; owner: string }): Promise<CreationCheck[]>;
  preview(request: PreviewRequest): Promise<CreationPreview>;
  deletion(request: { entityRef: string }): Promise<DeletionPlan>;
  tools(): Promise<TemplateTools>;
  undo(taskId: string): Promise<UndoState>;
}

/**
 * A client with the APIs of the app, which also those have that are no component. Its calls
 * throw `ResponseError` for what is refused.
 *
 * @param signal - ends what is asked
 */
export function creationClient(
  apis: ApiHolder,
  signal?: AbortSignal,
): CreationClient {
  const ask = async <T>(
    schema: z.ZodType<T>,
    path: string,
    body?: object,
  ): Promise<T> => {
    const discovery = apis.get(discoveryApiRef);
    const { fetch } = apis.get(fetchApiRef) ?? {};
    if (!discovery || !fetch) throw new Error('The app has no fetch API');
    const url = await discovery.getBaseUrl('scaffolder');
    const response = await fetch(`${url}/pilothouse/${path}`, {
      signal,
      ...(body && {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return schema.parse(await response.json());
  };
  return {
    choices: () => ask(creationChoicesSchema, 'choices'),
    entities: async filter => {
      const catalog = apis.get(catalogApiRef);
      const presentation = apis.get(entityPresentationApiRef);
      if (!catalog || !presentation) throw new Error('The app has no catalog');
      return await namedEntities(filter, { catalog, presentation });
    },
    name: async request =>
      (await ask(nameAnswerSchema, 'name', request)).checks,
    deletion: request => ask(deletionPlanSchema, 'deletion', request),
    preview: request => ask(creationPreviewSchema, 'preview', request),
    tools: () => ask(templateToolsSchema, 'tools'),
    undo: taskId =>
      ask(undoStateSchema, `tasks/${encodeURIComponent(taskId)}/undo`),
  };
}
