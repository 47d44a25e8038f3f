import {
  createMockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writtenBy } from './TemplateRun';

const beside = createMockDirectory();
const folder = createMockDirectory();
const lin = mockCredentials.user('user:default/lin');
const request = { templateRef: 'template:default/any', values: {} };

let server: Server;
let answer: (response: ServerResponse) => void;

beforeEach(async () => {
  beside.setContent({
    shared: { 'a.txt': 'a' },
    template: { skeleton: { 'b.txt': 'b' } },
  });
  folder.clear();
  server = createServer((_, response) => answer(response));
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise(done => server.close(done));
});

const template = (url: string): Entity => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: {
    name: 'any',
    annotations: {
      'backstage.io/source-location': `file:${beside.resolve(
        'template',
      )}/template.yaml`,
    },
  },
  spec: {
    steps: [
      { id: 'files', action: 'fetch:template', input: { url } },
      { action: 'pilothouse:preview', input: { name: 'checkout' } },
    ],
  },
});

function write(
  how: { url?: string; patienceMs?: number; signal?: AbortSignal } = {},
) {
  const { url = './skeleton', patienceMs, signal } = how;
  const { port } = server.address() as AddressInfo;
  return writtenBy(
    {
      auth: mockServices.auth(),
      catalog: { getEntityByRef: async () => template(url) },
      discovery: {
        getBaseUrl: async () => `http://127.0.0.1:${port}`,
        getExternalBaseUrl: async () => `http://127.0.0.1:${port}`,
      },
      integrations: ScmIntegrations.fromConfig(mockServices.rootConfig()),
      reader: mockServices.urlReader.mock(),
      ...(patienceMs && { patienceMs }),
    },
    request,
    lin,
    folder.resolve('template'),
    signal,
  );
}

it('gives what the scaffolder writes', async () => {
  const told = { directoryContents: [], output: { name: 'checkout' } };
  answer = response => response.end(JSON.stringify(told));

  await expect(write()).resolves.toEqual({
    input: { name: 'checkout' },
    files: [],
  });
  expect(folder.content()).toEqual({
    template: { skeleton: { 'b.txt': 'b' } },
  });
});

it.each(['../shared', '..', 'skeleton/../../shared', '/shared'])(
  'names the step that takes files from %s, which no preview has',
  async url => {
    const asked = jest.fn();
    answer = asked;

    await expect(write({ url })).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(
        `its step files takes files from ${url}`,
      ),
    });
    expect(asked).not.toHaveBeenCalled();
  },
);

it('ends what the scaffolder is asked when nobody waits for it', async () => {
  const gone = new AbortController();
  const ended = new Promise<void>(done => {
    answer = response => {
      response.once('close', done);
      gone.abort();
    };
  });

  await expect(write({ signal: gone.signal })).rejects.toMatchObject({
    name: 'AbortError',
  });
  await ended;
});

it('does not wait without end', async () => {
  answer = () => {};

  await expect(write({ patienceMs: 1 })).rejects.toMatchObject({
    name: 'ServiceUnavailableError',
    message: expect.stringContaining('takes too long'),
  });
});
