import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import express, { type RequestHandler, type Router } from 'express';
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

  const remove: RequestHandler<{ id: string }> = async (req, res, next) => {
    const credentials = await httpAuth.credentials(req);
    if (!(await readers.readAPart(credentials))) return next();
    const { id } = req.params;
    const event = await auditor.createEvent({
      eventId: 'location-mutate',
      severityLevel: 'medium',
      request: req,
      meta: { actionType: 'delete', id },
    });
    try {
      await locations.remove(id, credentials);
    } catch (error) {
      await event.fail({ error: Error(String(error)) });
      throw error;
    }
    await event.success();
    return res.status(204).end();
  };

  const router = express.Router();
  router.get('/locations', (req, res, next) => {
    Promise.resolve(list(req, res, next)).catch(next);
  });
  router.delete('/locations/:id', (req, res, next) => {
    Promise.resolve(remove(req, res, next)).catch(next);
  });
  return router;
}
