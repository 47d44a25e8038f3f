import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import express from 'express';
import request from 'supertest';
import { servicesRouter } from './services-router';

const web: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'web',
    namespace: 'default',
    annotations: { known: 'yes' },
  },
};
/** As a browser may send it: what it says of itself is not to be believed. */
const sent = {
  ...web,
  metadata: { name: 'web', annotations: { known: 'no' } },
};

interface Known {
  readonly entity?: Entity;
  readonly allowed?: boolean;
}

function bench({ entity, allowed = true }: Known = { entity: web }) {
  const auditor = mockServices.auditor.mock();
  const event = {
    success: jest.fn(async () => {}),
    fail: jest.fn(async () => {}),
  };
  auditor.createEvent.mockResolvedValue(event);
  const entityOf = jest.fn(async () => entity);
  const objects = {
    getKubernetesObjectsByEntity: jest.fn(async () => ({ items: [] })),
  };
  const stock = express.Router();
  stock.post('/services/:serviceId', (req, res) => {
    res.json({ stock: req.body });
  });
  stock.get('/clusters', (_, res) => {
    res.json({ stock: 'clusters' });
  });
  const app = express()
    .use(
      servicesRouter({
        allows: async () => allowed,
        auditor,
        entityOf,
        httpAuth: mockServices.httpAuth(),
        logger: mockServices.logger.mock(),
        objects,
        stock,
      }),
    )
    .use(mockErrorHandler());
  const ask = (body: object) => request(app).post('/services/web').send(body);
  return { app, ask, auditor, entityOf, event, objects };
}

describe('servicesRouter', () => {
  it('answers from memory, for the caller, and records the read', async () => {
    const { ask, auditor, entityOf, event, objects } = bench();
    const auth = { google: 'token' };
    const { status, body } = await ask({ entity: sent, auth });
    expect({ status, body }).toEqual({ status: 200, body: { items: [] } });
    const credentials = mockCredentials.user();
    expect(entityOf).toHaveBeenCalledWith('component:default/web', credentials);
    expect(objects.getKubernetesObjectsByEntity).toHaveBeenCalledWith(
      { entity: web, auth },
      { credentials },
    );
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'resource-fetch',
        meta: {
          queryType: 'services',
          entityRef: 'component:default/web',
          serviceId: 'web',
        },
      }),
    );
    expect(event.success).toHaveBeenCalledTimes(1);
  });

  it.each<[string, object, Known]>([
    ['no entity', {}, { entity: web }],
    [
      'an entity without a name',
      { entity: { kind: 'Component' } },
      { entity: web },
    ],
    ['an entity that memory does not have', { entity: sent }, {}],
  ])('leaves %s to the stock plugin', async (_, body, known) => {
    const { ask, auditor } = bench(known);
    const answer = await ask(body);
    expect(answer.body).toEqual({ stock: body });
    expect(auditor.createEvent).not.toHaveBeenCalled();
  });

  it('leaves it to the stock plugin when memory cannot be asked', async () => {
    const { ask, entityOf } = bench();
    entityOf.mockRejectedValueOnce(new Error('no permission backend'));
    expect((await ask({ entity: sent })).body).toEqual({
      stock: { entity: sent },
    });
  });

  it('refuses whoever may not read, and records that', async () => {
    const { ask, event, objects } = bench({
      entity: web,
      allowed: false,
    });
    expect((await ask({ entity: sent })).status).toBe(403);
    expect(objects.getKubernetesObjectsByEntity).not.toHaveBeenCalled();
    expect(event.fail).toHaveBeenCalledTimes(1);
  });

  it('touches no other route', async () => {
    const answer = await request(bench().app).get('/clusters');
    expect(answer.body).toEqual({ stock: 'clusters' });
  });
});
