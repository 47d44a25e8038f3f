import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import type { AddressInfo } from 'node:net';
import { creationRouter } from './router';

const plan = {
  entityRef: 'component:default/a',
  name: 'a',
  items: [],
  refusals: [],
  usedBy: [],
  keeps: [],
};

const preview = {
  ...{ name: 'checkout', files: [], objects: [], checks: [], orders: [] },
};

async function ask(
  path: string,
  body: object | undefined,
  result: AuthorizeResult.ALLOW | AuthorizeResult.DENY = AuthorizeResult.ALLOW,
) {
  const asked = jest.fn(async () => preview);
  const app = express().use(
    creationRouter({
      creation: {
        choices: async () => ({ owners: [], silentClusters: [] }),
        name: async () => [],
        preview: asked,
      },
      deletionPlan: async () => plan,
      httpAuth: mockServices.httpAuth(),
      permissions: mockServices.permissions({ result }),
      tools: { ofTemplates: async () => ({ templates: [] }) },
    }),
  );
  app.use(
    (
      error: Error,
      _req: express.Request,
      res: express.Response,
      _next: express.NextFunction,
    ) => void res.status(400).json({ name: error.name }),
  );
  const server = app.listen(0);
  try {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(
      `http://localhost:${port}/pilothouse/${path}`,
      {
        method: body ? 'POST' : 'GET',
        headers: {
          Authorization: mockCredentials.user.header('user:default/lin'),
          'Content-Type': 'application/json',
        },
        body: body && JSON.stringify(body),
      },
    );
    return { told: await response.json(), asked };
  } finally {
    server.closeAllConnections();
    await new Promise(closed => server.close(closed));
  }
}

const request = { templateRef: 'template:default/any', values: { name: 'a' } };

it.each<[string, object | undefined, object]>([
  ['choices', undefined, { owners: [], silentClusters: [] }],
  ['tools', undefined, { templates: [] }],
  ['name', { name: 'a', owner: 'group:default/shop' }, { checks: [] }],
  ['preview', request, preview],
  ['deletion', { entityRef: plan.entityRef }, plan],
])('answers %s', async (path, body, expected) => {
  const { told } = await ask(path, body);

  expect(told).toEqual(expected);
});

it('asks as the person', async () => {
  const { asked } = await ask('preview', request);

  expect(asked).toHaveBeenCalledWith(
    request,
    expect.objectContaining({
      principal: { type: 'user', userEntityRef: 'user:default/lin' },
    }),
    expect.any(AbortSignal),
  );
});

it.each([
  ['what it cannot read', {}, AuthorizeResult.ALLOW, 'InputError'],
  [
    'who may not create from templates',
    request,
    AuthorizeResult.DENY,
    'NotAllowedError',
  ],
] as const)('refuses %s', async (_, body, result, name) => {
  const { told, asked } = await ask('preview', body, result);

  expect(told).toEqual({ name });
  expect(asked).not.toHaveBeenCalled();
});
