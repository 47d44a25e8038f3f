import type { HttpAuthService } from '@backstage/backend-plugin-api';
import express, {
  type NextFunction,
  type Request,
  type Response,
  type Router,
} from 'express';
import { namedIn, withoutHidden } from './answer';
import { changeAnswer } from './capture';
import { endpoints, type Endpoint } from './endpoints';
import { isObject } from './json';
import {
  mapTestedRefs,
  refuseOtherKeys,
  testedIn,
  type Question,
} from './question';
import type { Readers } from './Readers';

/** Stands for what is not there: no relation leads to it. */
const nothing = '';

interface Exchange {
  readonly req: Request;
  readonly res: Response;
  readonly next: NextFunction;
}

/**
 * Stands before the catalog's own router. For those who may read a part of the catalog,
 * relations to the rest are neither in answers, nor do questions find anything by them.
 */
export function entitiesRouter(options: {
  readonly httpAuth: HttpAuthService;
  readonly readers: Readers;
}): Router {
  const router = express.Router();
  const json = express.json();
  for (const endpoint of endpoints) {
    const through = (req: Request, res: Response, next: NextFunction) => {
      handle({ req, res, next }, endpoint, options).then(() => next(), next);
    };
    if (endpoint.method === 'get') router.get(endpoint.path, through);
    else router.post(endpoint.path, json, through);
  }
  return router;
}

async function handle(
  exchange: Exchange,
  { keys, shape }: Endpoint,
  { httpAuth, readers }: { httpAuth: HttpAuthService; readers: Readers },
): Promise<void> {
  const { req } = exchange;
  const credentials = await httpAuth.credentials(req);
  if (!(await readers.readAPart(credentials))) return;

  refuseOtherKeys(req.query, keys);
  const question: Question = {
    query: req.query,
    body: isObject(req.body) ? req.body : {},
  };
  const known = await readers.readable(testedIn(question), credentials);
  const asked = mapTestedRefs(question, ref => (known(ref) ? ref : nothing));
  Object.assign(req.query, asked.query);
  if (isObject(req.body)) req.body = asked.body;

  changeAnswer(exchange, async answer => {
    const named = namedIn(shape, answer);
    const keeps = await readers.readable(named, credentials);
    return withoutHidden(shape, answer, keeps);
  });
}
