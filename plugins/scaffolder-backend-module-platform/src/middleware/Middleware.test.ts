import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { serializeError } from '@backstage/errors';
import { TestServer, type Answer } from '../__testUtils__/TestServer';
import { PortalMiddleware } from './Middleware';

const who = mockCredentials.user('user:default/lin');
const place = { cluster: 'east', namespace: 'shop-dev', name: 'checkout-db' };
const order = { item: 'postgresql', ...place, values: { instances: 1 } };

const at = (base: string) =>
  mockServices.discovery.mock({
    getBaseUrl: async id => `${base}/api/${id}`,
  });

let server: TestServer;
let answer: () => Answer;

beforeEach(async () => {
  server = await TestServer.start(() => answer());
});

afterEach(() => server.close());

const middleware = () =>
  new PortalMiddleware({
    auth: mockServices.auth(),
    discovery: at(`http://${server.host}`),
  });

it('orders as the person', async () => {
  answer = () => ({ status: 200, json: {} });
  await middleware().order(who, order);

  const [asked] = server.asked;
  expect(asked).toMatchObject({
    method: 'POST',
    path: '/api/platform/marketplace/order',
    authorization: expect.stringContaining('user:default/lin'),
  });
  expect(JSON.parse(asked?.body ?? '')).toEqual(order);
});

it.each([
  ['ConflictError', 409, 'ConflictError', /^There is one already$/],
  ['NotAllowedError', 403, 'NotAllowedError', /^There is one already$/],
  ['HalfMadeError', 503, 'OutcomeError', /^There is one already$/],
  ['AnswerLostError', 503, 'ServiceUnavailableError', /^There is one already$/],
  ['Error', 500, 'ServiceUnavailableError', /\(500\): There is one already$/],
])('tells a %s as one', async (name, status, told, message) => {
  const error = Object.assign(new Error('There is one already'), { name });
  answer = () => ({
    status,
    headers: { 'content-type': 'application/json' },
    json: {
      error: serializeError(error),
      response: { statusCode: status },
    },
  });

  await expect(middleware().order(who, order)).rejects.toMatchObject({
    name: told,
    message: expect.stringMatching(message),
  });
});

it('ends with the signal, and says when the marketplace is out of reach', async () => {
  const run = new AbortController();
  answer = () => {
    run.abort(new Error('cancelled'));
    return { status: 200, json: {} };
  };
  await expect(middleware().order(who, order, run.signal)).rejects.toThrow(
    'cancelled',
  );

  const gone = new PortalMiddleware({
    auth: mockServices.auth(),
    discovery: at('http://127.0.0.1:1'),
  });
  await expect(gone.order(who, order)).rejects.toMatchObject({
    name: 'ServiceUnavailableError',
    message: expect.stringMatching(/^The marketplace cannot be reached/),
  });
});
