import type { FastifyInstance } from 'fastify';
import { Counter, type Registry } from 'prom-client';
import { greetingFor, LANGUAGES, type Language } from './greeting.ts';

interface Request {
  Params: { name: string };
  Querystring: { language: Language };
}

const schema = {
  params: {
    type: 'object',
    properties: {
      name: { type: 'string', maxLength: 100, pattern: '\\S' },
    },
  },
  querystring: {
    type: 'object',
    properties: {
      language: { type: 'string', enum: LANGUAGES, default: 'en' },
    },
  },
};

/** `GET /greetings/{name}`, and how many people were greeted in which language. */
export function greetingRoutes(app: FastifyInstance, registry: Registry): void {
  const greetings = new Counter({
    name: 'greetings_total',
    help: 'People greeted, by language.',
    labelNames: ['language'],
    registers: [registry],
  });
  app.get<Request>('/greetings/:name', { schema }, request => {
    const { name } = request.params;
    const { language } = request.query;
    greetings.inc({ language });
    return { greeting: greetingFor(name, language) };
  });
}
