import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { TestBackend } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { ownRepositories } from '.';

const web = 'https://git.example/shop/web/src/branch/main';
const file = `${web}/catalog-info.yaml`;
const secret = 'https://git.example/payments/ledger/src/commit/main/README.md';

const api = (definition: string, annotations = '{}') => `
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: web
  annotations: ${annotations}
spec:
  type: openapi
  lifecycle: production
  owner: shop
  definition: { $text: ${definition} }
`;

describe('the catalog', () => {
  const files = new Map<string, string>();
  const read: string[] = [];
  let backend: TestBackend;

  beforeAll(async () => {
    const readUrl = async (url: string) => {
      read.push(url);
      const text = files.get(url);
      if (text === undefined) throw new Error(`There is no ${url}`);
      return { buffer: async () => Buffer.from(text) };
    };
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        ownRepositories,
        mockServices.urlReader.mock({
          readUrl,
          search: async url => ({
            etag: '',
            files: [
              { url, content: async () => (await readUrl(url)).buffer() },
            ],
          }),
        }).factory,
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost' },
            integrations: { gitea: [{ host: 'git.example', password: 'p' }] },
          },
        }),
      ],
    });
  });
  afterAll(() => backend?.stop());
  beforeEach(() => {
    read.length = 0;
    files.clear();
    files.set(`${web}/api.yaml`, 'ours').set(secret, 'theirs');
  });

  const register = async (text: string) => {
    files.set(file, text);
    const url = `http://localhost:${backend.server.port()}/api/catalog/locations?dryRun=true`;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'url', target: file }),
    });
    return { status: answer.status, text: await answer.text() };
  };

  it('takes in what is of the same repository', async () => {
    const { status, text } = await register(
      api('./api.yaml', '{ backstage.io/techdocs-ref: "dir:." }'),
    );
    expect(text).toContain('"definition":"ours"');
    expect(status).toBe(201);
  });

  it.each([
    ['a file', api(secret)],
    [
      'documentation',
      api('./api.yaml', `{ backstage.io/techdocs-ref: "url:${secret}" }`),
    ],
    [
      'documentation that seems to be beside it',
      api(
        './api.yaml',
        `{ backstage.io/techdocs-ref: "dir:.", backstage.io/source-location: "url:${secret}" }`,
      ),
    ],
  ])('reads %s of another repository for nobody', async (_, text) => {
    const answer = await register(text);
    expect(answer.text).toContain('must be in its own repository');
    expect(answer.text).not.toContain('theirs');
    expect(answer.status).toBe(400);
    expect(read).not.toContain(secret);
  });
});
