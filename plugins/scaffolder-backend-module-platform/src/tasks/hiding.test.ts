import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type AuthorizePermissionResponse,
  type QueryPermissionRequest,
  type QueryPermissionResponse,
} from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_SCAFFOLDER_TASK } from '@backstage/plugin-scaffolder-common/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import scaffolderModulePlatform from '..';

const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'say', namespace: 'default' },
  spec: {
    type: 'service',
    parameters: {},
    steps: [{ id: 'say', action: 'debug:log', input: { message: 'Hello' } }],
  },
};

let backend: TestBackend;
let mayCancel: boolean;
let taskId: string;

const task = { resourceType: RESOURCE_TYPE_SCAFFOLDER_TASK };

const allowed: AuthorizePermissionResponse = { result: AuthorizeResult.ALLOW };

/** As the portal decides: tasks belong to those who have started them. */
const decide = (
  { permission: { name } }: QueryPermissionRequest,
  who: string,
): QueryPermissionResponse => {
  if (name === 'scaffolder.task.cancel' && !mayCancel) {
    return { result: AuthorizeResult.DENY };
  }
  const params = { createdBy: [who] };
  return ['scaffolder.task.read', 'scaffolder.task.cancel'].includes(name)
    ? {
        ...task,
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'scaffolder',
        conditions: { ...task, rule: 'IS_TASK_OWNER', params },
      }
    : allowed;
};

async function ask(
  path: string,
  who: string,
  method: 'GET' | 'POST' = 'GET',
  body: object = {},
) {
  const url = `http://localhost:${backend.server.port()}/api/scaffolder/v2/tasks${path}`;
  const response = await fetch(url, {
    method,
    headers: {
      Authorization: mockCredentials.user.header(`user:default/${who}`),
      'Content-Type': 'application/json',
    },
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

beforeEach(async () => {
  mayCancel = true;
  const permissions = mockServices.permissions.mock({
    authorize: async requests => requests.map(() => allowed),
    authorizeConditional: async (requests, { credentials }) => {
      const { userEntityRef } = (
        credentials as BackstageCredentials<BackstageUserPrincipal>
      ).principal;
      return requests.map(request => decide(request, userEntityRef));
    },
  });
  backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModulePlatform,
      catalogServiceMock.factory({ entities: [template] }),
      mockServices.rootConfig.factory({ data: {} }),
      permissions.factory,
    ],
  });
  const say = { templateRef: 'template:default/say', values: {} };
  const { text } = await ask('', 'lin', 'POST', say);
  ({ id: taskId } = JSON.parse(text));
});

afterEach(() => backend.stop());

const unknown = '00000000-0000-4000-8000-000000000000';

it.each([
  ['GET', ''],
  ['GET', '/events'],
  ['GET', '/eventstream'],
  ['POST', '/cancel'],
  ['POST', '/retry'],
] as const)(
  'answers of a run of somebody else as of none: %s %s',
  async (method, what) => {
    const foreign = await ask(`/${taskId}${what}`, 'eve', method);
    const none = await ask(`/${unknown}${what}`, 'eve', method);

    expect(foreign.status).toBe(404);
    expect({
      ...foreign,
      text: foreign.text.replaceAll(taskId, unknown),
    }).toEqual(none);
  },
);

it('answers those who may read it', async () => {
  const { status, text } = await ask(`/${taskId}`, 'lin');

  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({ id: taskId });
});

it('tells those who may read it that they may not cancel it', async () => {
  mayCancel = false;

  await expect(ask(`/${taskId}/cancel`, 'lin', 'POST')).resolves.toMatchObject({
    status: 403,
  });
});
