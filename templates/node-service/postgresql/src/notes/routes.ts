import type { FastifyInstance } from 'fastify';
import type { Notes } from './notes.ts';

interface Reading {
  Querystring: { limit: number };
}

interface Writing {
  Body: { text: string };
}

const reading = {
  querystring: {
    type: 'object',
    properties: {
      limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
    },
  },
};

const writing = {
  body: {
    type: 'object',
    required: ['text'],
    additionalProperties: false,
    properties: {
      text: { type: 'string', maxLength: 1000, pattern: '\\S' },
    },
  },
};

const unbound = {
  error: 'No database is bound to this service: bind one in the portal',
};

/** `GET /notes` and `POST /notes`. The service does the rest of its work without a database. */
export function noteRoutes(
  app: FastifyInstance,
  notes: Notes | undefined,
): void {
  app.get<Reading>('/notes', { schema: reading }, async (request, reply) => {
    if (!notes) return reply.code(503).send(unbound);
    return { notes: await notes.latest(request.query.limit) };
  });
  app.post<Writing>('/notes', { schema: writing }, async (request, reply) => {
    if (!notes) return reply.code(503).send(unbound);
    return reply.code(201).send(await notes.add(request.body.text));
  });
}
