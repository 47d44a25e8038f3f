import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failureIn, generateDocumentation } from './generate';

const entity = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations: { 'backstage.io/techdocs-ref': 'dir:.' } },
});

describe('documentation ahead of its first reader', () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url?.endsWith('/broken')) {
      response.end('event: error\ndata: "mkdocs is missing"\n\n');
      return;
    }
    response.end('event: finish\ndata: {"updated":true}\n\n');
  });

  beforeAll(
    () => new Promise<void>(done => server.listen(0, '127.0.0.1', done)),
  );
  afterAll(() => new Promise(done => server.close(done)));

  it('is generated for every entity, whatever becomes of the others', async () => {
    const { port } = server.address() as AddressInfo;
    const logger = mockServices.logger.mock();
    await generateDocumentation(
      {
        auth: mockServices.auth(),
        discovery: {
          getBaseUrl: async () => `http://127.0.0.1:${port}`,
          getExternalBaseUrl: async () => '',
        },
        catalog: {
          queryEntities: async request =>
            request && 'cursor' in request
              ? { items: [entity('web')], totalItems: 2, pageInfo: {} }
              : {
                  items: [entity('broken')],
                  totalItems: 2,
                  pageInfo: { nextCursor: 'behind the first' },
                },
        },
        logger,
      },
      new AbortController().signal,
    );
    expect(asked).toEqual([
      '/sync/default/Component/broken',
      '/sync/default/Component/web',
    ]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn.mock.calls[0]?.[1]).toEqual(
      new Error('"mkdocs is missing"'),
    );
  });
});

describe('the stream of events', () => {
  it.each([
    ['event: log\ndata: "reading"\n\nevent: finish\ndata: {}\n\n', undefined],
    ['event: log\ndata: "a"\n\nevent: error\ndata: "no"\n\n', '"no"'],
  ])('%j says %s', (events, expected) => {
    expect(failureIn(events)).toBe(expected);
  });
});
