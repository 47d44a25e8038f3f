import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ciServerServiceRef } from '@pilothouse/plugin-platform-node';
import type { InMemoryCiServer } from '@pilothouse/plugin-platform-node/testing';
import request from 'supertest';
import { platformPlugin } from '../../plugin';
import { service, shopServer } from './__testUtils__/shop';

const entityRef = 'component:default/web';
const run = { job: 'shop/web/main', number: 1 };

describe('pipelines over HTTP', () => {
  let backend: TestBackend;
  let ci: InMemoryCiServer;
  beforeAll(async () => {
    ci = await shopServer();
    backend = await startTestBackend({
      features: [
        platformPlugin,
        catalogServiceMock.factory({ entities: [service('web', 'shop/web')] }),
        createServiceFactory({
          service: ciServerServiceRef,
          deps: {},
          factory: () => ci,
        }),
      ],
    });
  });
  afterAll(() => backend.stop());

  const post = (path: string, body: object) =>
    request(backend.server).post(`/api/platform/pipelines/${path}`).send(body);

  it('tells the runs of a service', async () => {
    const { status, body } = await post('runs', { entityRef });
    expect([status, body]).toMatchObject([200, { kind: 'known', runs: [run] }]);
  });

  it('takes an order', async () => {
    const { status } = await post('abort', { entityRef, run });
    expect(status).toBe(200);
    expect(ci.asked).toContain('abort shop/web/main#1');
  });

  it.each([
    ['a page that is too long', 'runs', { entityRef, limit: 501 }, 400],
    ['a page too far back', 'runs', { entityRef, offset: 2_001 }, 400],
    [
      'a job that leads elsewhere',
      'log',
      { entityRef, run: { job: 'shop/web/../../x', number: 1 } },
      400,
    ],
    [
      'a run of others',
      'abort',
      { entityRef, run: { job: 'payments/x', number: 1 } },
      404,
    ],
    [
      'a service that is not there',
      'runs',
      { entityRef: 'component:default/none' },
      404,
    ],
  ])('refuses %s', async (_, path, body, expected) => {
    const response = await post(path, body);
    expect(response.status).toBe(expected);
    expect(response.body.error.message).toEqual(expect.any(String));
  });

  it('does not take a failure of the CI server for one of the person', async () => {
    ci.setFailure({ kind: 'unauthenticated', message: 'Make a new token' });
    const response = await post('log', { entityRef, run });
    ci.setFailure();
    expect(response.status).toBe(503);
    expect(response.body.error.message).toBe('Make a new token');
  });
});
