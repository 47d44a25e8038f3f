import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { InputError, toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import express, {
  type Request,
  type RequestHandler,
  type Router,
} from 'express';
import type { Findings } from './Findings';
import { isObject } from './json';
import type { Locations } from './Locations';
import { refuseOtherKeys } from './question';
import type { Readers } from './Readers';

const keysOfCreate = { one: ['dryRun', 'onConflict'], many: [] };

/**
 * Stands before the catalog's own router, whose permissions are for all registered
 * locations or for none: those who may read a part of the catalog have a part of them.
 */
export function locationsRouter(options: {
  readonly auditor: AuditorService;
  readonly findings: Findings;
  readonly httpAuth: HttpAuthService;
  readonly locations: Locations;
  readonly readers: Readers;
}): Router {
  const { auditor, findings, httpAuth, locations, readers } = options;

  const list: RequestHandler = async (req, res, next) => {
    const credentials = await httpAuth.credentials(req);
    if (!(await readers.readAPart(credentials))) return next();
    const own = await locations.of(credentials);
    return res.json(own.map(data => ({ data })));
  };

  async function audited<T>(
    request: Request,
    meta: JsonObject,
    act: () => Promise<T>,
  ): Promise<T> {
    const event = await auditor.createEvent({
      eventId: 'location-mutate',
      severityLevel: meta.isDryRun ? 'low' : 'medium',
      request,
      meta,
    });
    try {
      const result = await act();
      await event.success();
      return result;
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  }

  /** What is not refused the catalog itself does, and records. */
  const checked = async (
    req: Request,
    meta: JsonObject,
    check: () => Promise<unknown>,
  ) => {
    try {
      await check();
    } catch (error) {
      await audited(req, meta, () => Promise.reject(error));
    }
  };

  const create: RequestHandler = async (req, res, next) => {
    const credentials = await httpAuth.credentials(req);
    if (!(await readers.readAPart(credentials))) return next();
    refuseOtherKeys(req.query, keysOfCreate);
    const isDryRun = isTrue(req.query.dryRun);
    const location = placeIn(req.body);
    const meta = { actionType: 'create', location, isDryRun };
    if (!isDryRun) {
      await checked(req, meta, () => findings.in(location, credentials));
      return next();
    }
    const answer = await audited(req, meta, async () => ({
      exists: await locations.includes(location, credentials),
      ...(await findings.in(location, credentials)),
    }));
    return res.status(201).json(answer);
  };

  const remove: RequestHandler<{ id: string }> = async (req, res, next) => {
    const credentials = await httpAuth.credentials(req);
    if (!(await readers.readAPart(credentials))) return next();
    const { id } = req.params;
    await audited(req, { actionType: 'delete', id }, () =>
      locations.remove(id, credentials),
    );
    return res.status(204).end();
  };

  const change: RequestHandler<{ id: string }> = async (req, _, next) => {
    const credentials = await httpAuth.credentials(req);
    if (!(await readers.readAPart(credentials))) return next();
    const { id } = req.params;
    await checked(req, { actionType: 'update', id }, async () => {
      await locations.assertOwned(id, credentials);
      await findings.in(placeIn(req.body), credentials);
    });
    return next();
  };

  const router = express.Router();
  const json = express.json();
  router.get('/locations', (req, res, next) => {
    Promise.resolve(list(req, res, next)).catch(next);
  });
  router.post('/locations', json, (req, res, next) => {
    Promise.resolve(create(req, res, next)).catch(next);
  });
  router.put('/locations/:id', json, (req, res, next) => {
    Promise.resolve(change(req, res, next)).catch(next);
  });
  router.delete('/locations/:id', (req, res, next) => {
    Promise.resolve(remove(req, res, next)).catch(next);
  });
  return router;
}

/** The catalog takes more words for both, which this must not take for the other one. */
function isTrue(dryRun: unknown): boolean {
  if (dryRun === undefined || dryRun === 'false') return false;
  if (dryRun === 'true') return true;
  throw new InputError('The query parameter "dryRun" is true or false');
}

function placeIn(body: unknown): { type: string; target: string } {
  const { type, target } = isObject(body) ? body : {};
  if (typeof type === 'string' && typeof target === 'string') {
    return { type, target };
  }
  throw new InputError('A location has a "type", as "url", and a "target"');
}
