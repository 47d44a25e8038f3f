import type {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { NotAllowedError, toError } from '@backstage/errors';
import { kubernetesResourcesReadPermission } from '@backstage/plugin-kubernetes-common';
import type { KubernetesObjectsProvider } from '@backstage/plugin-kubernetes-node';
import { sendKeptJson, type Allows } from '@pilothouse/plugin-platform-backend';
import express, { type Request, type Router } from 'express';
import { z } from 'zod';
import { AnswerTexts } from './AnswerTexts';

const bodySchema = z.object({
  entity: z.object({
    kind: z.string(),
    metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
  }),
  auth: z.record(z.string(), z.unknown()).optional(),
});

/** What {@link servicesRouter} needs of its surroundings. */
export interface ServicesRouterOptions {
  readonly allows: Allows;
  readonly auditor: AuditorService;
  /** The entity as the caller may see it; undefined when that is not known for sure. */
  readonly entityOf: (
    ref: string,
    credentials: BackstageCredentials,
  ) => Promise<Entity | undefined>;
  readonly httpAuth: HttpAuthService;
  readonly logger: LoggerService;
  readonly objects: Pick<
    KubernetesObjectsProvider,
    'getKubernetesObjectsByEntity'
  >;
  readonly stock: Router;
}

/**
 * The stock plugin's routes, of which the one that the entity tab asks every ten seconds
 * takes the entity from memory: asking the catalog for it costs more than all the rest.
 * What memory does not have for this caller goes the stock way, with its refusals.
 */
export function servicesRouter(options: ServicesRouterOptions): Router {
  const router = express.Router();
  const texts = new AnswerTexts();
  router.post('/services/:serviceId', express.json(), (req, res, next) => {
    answerFromMemory(options, texts, req).then(
      json => (json ? sendKeptJson(req, res, json) : next()),
      next,
    );
  });
  router.use(options.stock);
  return router;
}

async function answerFromMemory(
  options: ServicesRouterOptions,
  texts: AnswerTexts,
  req: Request,
): Promise<Uint8Array | undefined> {
  const { allows, auditor, entityOf, httpAuth, logger, objects } = options;
  const { data: body } = bodySchema.safeParse(req.body);
  if (!body) return undefined;
  const { kind, metadata } = body.entity;
  const entityRef = stringifyEntityRef({ kind, ...metadata });
  const credentials = await httpAuth.credentials(req);
  const entity = await entityOf(entityRef, credentials).catch(() => undefined);
  if (!entity) return undefined;
  const event = await auditor.createEvent({
    eventId: 'resource-fetch',
    request: req,
    meta: {
      queryType: 'services',
      entityRef,
      serviceId: req.params.serviceId,
    },
  });
  try {
    if (!(await allows(credentials, kubernetesResourcesReadPermission))) {
      throw new NotAllowedError('You may not read Kubernetes resources.');
    }
    const answer = await objects.getKubernetesObjectsByEntity(
      { entity, auth: (body.auth ?? {}) as never },
      { credentials },
    );
    event.success().catch(error => {
      logger.error(`A read of ${entityRef} could not be audited: ${error}`);
    });
    return texts.of(entityRef, answer);
  } catch (error) {
    await event.fail({ error: toError(error) });
    throw error;
  }
}
