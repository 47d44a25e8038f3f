import type { HttpAuthService } from '@backstage/backend-plugin-api';
import express, {
  type NextFunction,
  type Request,
  type Response,
  type Router,
} from 'express';
import { namedIn, withoutHidden, type Shape } from './answer';
import { changeAnswer } from './capture';
import { isObject } from './json';
import {
  leavesRelationsOut,
  mapTestedRefs,
  testedIn,
  type Question,
} from './question';
import type { Readers } from './Readers';

const byName = '/entities/by-name/:kind/:namespace/:name';
/** Stands for what is not there: no relation leads to it. */
const nothing = '';

const read: readonly (readonly [string, Shape])[] = [
  ['/entities', 'list'],
  ['/entities/by-query', 'page'],
  ['/entities/by-uid/:uid', 'entity'],
  [byName, 'entity'],
  [`${byName}/ancestry`, 'ancestry'],
  ['/entity-facets', 'facets'],
];
const posted: readonly (readonly [string, Shape])[] = [
  ['/entities/by-query', 'page'],
  ['/entities/by-refs', 'page'],
  ['/entity-facets', 'facets'],
];

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
  const through =
    (shape: Shape) => (req: Request, res: Response, next: NextFunction) => {
      handle({ req, res, next }, shape, options).then(() => next(), next);
    };
  for (const [path, shape] of read) router.get(path, through(shape));
  for (const [path, shape] of posted) {
    router.post(path, express.json(), through(shape));
  }
  return router;
}

async function handle(
  exchange: Exchange,
  shape: Shape,
  { httpAuth, readers }: { httpAuth: HttpAuthService; readers: Readers },
): Promise<void> {
  const { req } = exchange;
  const question: Question = {
    query: req.query,
    body: isObject(req.body) ? req.body : {},
  };
  if (leavesRelationsOut(question)) return;
  const credentials = await httpAuth.credentials(req);
  if (!(await readers.readAPart(credentials))) return;

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
