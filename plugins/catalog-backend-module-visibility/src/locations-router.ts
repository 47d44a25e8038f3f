import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import express, {
  type Request,
  type RequestHandler,
  type Router,
} from 'express';
import type { Locations } from './Locations';
import type { Readers } from './Readers';

/**
 * Stands before the catalog's own router, whose permissions are for all registered
 * locations or for none: those who may read a part of the catalog have a part of them.
 */
export function locationsRouter(options: {
  readonly auditor: AuditorService;
  readonly httpAuth: HttpAuthService;
  readonly locations: Locations;
  readonly readers: Readers;
}): Router {
  const { auditor, httpAuth, locations, readers } = options;

  const list: RequestHandler = async (req, res, next) => {
    const credentials = await httpAuth.credentials(req);
    if (!(await readers.readAPart(credentials))) return next();
    const own = await locations.of(credentials);
    return res.json(own.map(data => ({ data })));
  };

  const recorded = (req: Request<{ id: string }>, actionType: string) =>
    auditor.createEvent({
      eventId: 'location-mutate',
      severityLevel: 'medium',
      request: req,
      meta: { actionType, id: req.params.id },
    });

  const remove: RequestHandler<{ id: string }> = async (req, res, next) => {
    const credentials = await httpAuth.credentials(req);
    if (!(await readers.readAPart(credentials))) return next();
    const event = await recorded(req, 'delete');
    try {
      await locations.remove(req.params.id, credentials);
    } catch (error) {
      await event.fail({ error: Error(String(error)) });
      throw error;
    }
    await event.success();
    return res.status(204).end();
  };

  /** What is theirs the catalog itself changes, and records. */
  const change: RequestHandler<{ id: string }> = async (req, _, next) => {
    const credentials = await httpAuth.credentials(req);
    if (!(await readers.readAPart(credentials))) return next();
    try {
      await locations.assertOwned(req.params.id, credentials);
    } catch (error) {
      const event = await recorded(req, 'update');
      await event.fail({ error: Error(String(error)) });
      throw error;
    }
    return next();
  };

  const router = express.Router();
  router.get('/locations', (req, res, next) => {
    Promise.resolve(list(req, res, next)).catch(next);
  });
  router.put('/locations/:id', (req, res, next) => {
    Promise.resolve(change(req, res, next)).catch(next);
  });
  router.delete('/locations/:id', (req, res, next) => {
    Promise.resolve(remove(req, res, next)).catch(next);
  });
  return router;
}
