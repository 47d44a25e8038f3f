import type {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { taskCreatePermission } from '@backstage/plugin-scaffolder-common/alpha';
import {
  deletionRequestSchema,
  nameRequestSchema,
  previewRequestSchema,
  type DeletionPlan,
} from '@pilothouse/plugin-platform-common';
import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import type { Tools } from '../tools/Tools';
import type { Creation } from './Creation';

/** Routes by which the forms of a service ask before anything is made, or deleted. */
export function creationRouter(options: {
  readonly creation: Pick<Creation, 'choices' | 'name' | 'preview'>;
  readonly deletionPlan: (
    entityRef: string,
    credentials: BackstageCredentials,
    signal: AbortSignal,
  ) => Promise<DeletionPlan>;
  readonly httpAuth: HttpAuthService;
  readonly permissions: PermissionsService;
  readonly tools: Pick<Tools, 'ofTemplates'>;
}): Router {
  const { creation, deletionPlan, httpAuth, permissions, tools } = options;
  const answering =
    (
      answer: (
        body: unknown,
        credentials: BackstageCredentials,
        signal: AbortSignal,
      ) => Promise<object>,
    ) =>
    (req: Request, res: Response, next: (error: unknown) => void) => {
      const gone = new AbortController();
      res.once('close', () => gone.abort());
      permitted(req, { httpAuth, permissions })
        .then(credentials => answer(req.body, credentials, gone.signal))
        .then(told => res.json(told), next);
    };
  const router = express.Router();
  router.get(
    '/pilothouse/choices',
    answering((_, credentials) => creation.choices(credentials)),
  );
  router.get(
    '/pilothouse/tools',
    answering((_, ...rest) => tools.ofTemplates(...rest)),
  );
  router.post(
    '/pilothouse/name',
    express.json(),
    answering(async (body, ...rest) => ({
      checks: await creation.name(read(nameRequestSchema, body), ...rest),
    })),
  );
  router.post(
    '/pilothouse/preview',
    express.json({ limit: '1mb' }),
    answering((body, ...rest) =>
      creation.preview(read(previewRequestSchema, body), ...rest),
    ),
  );
  router.post(
    '/pilothouse/deletion',
    express.json(),
    answering((body, ...rest) =>
      deletionPlan(read(deletionRequestSchema, body).entityRef, ...rest),
    ),
  );
  return router;
}

async function permitted(
  req: Request,
  {
    httpAuth,
    permissions,
  }: { httpAuth: HttpAuthService; permissions: PermissionsService },
): Promise<BackstageCredentials> {
  const credentials = await httpAuth.credentials(req, { allow: ['user'] });
  const [{ result }] = await permissions.authorize(
    [{ permission: taskCreatePermission }],
    { credentials },
  );
  if (result !== 'ALLOW') {
    throw new NotAllowedError('You may not create anything from templates');
  }
  return credentials;
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new InputError(z.prettifyError(result.error));
}
