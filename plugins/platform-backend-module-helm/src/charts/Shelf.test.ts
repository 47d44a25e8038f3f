import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { archiveOf } from '../__testUtils__/archive';
import type { ChartSource } from '../config';
import { Shelf } from './Shelf';

const contentType = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
const digestOf = (bytes: Uint8Array) =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** A registry that has what a test puts into it. */
class Registry {
  /** By repository and tag. */
  readonly charts = new Map<string, Map<string, Buffer>>();
  readonly asked: string[] = [];
  isDown = false;
  mediaType = contentType;
  /** What its manifest names and it does not have. */
  lost?: Buffer;
  /** What manifests say instead of the digest, by tag. */
  readonly digests = new Map<string, string>();
  #server?: Server;

  async start(): Promise<string> {
    this.#server = createServer((request, response) => {
      this.asked.push(request.url ?? '');
      const body = this.isDown ? undefined : this.#answer(request.url ?? '');
      const missing = this.isDown ? 503 : 404;
      response.writeHead(body ? 200 : missing).end(body);
    });
    await new Promise<void>(done => {
      this.#server?.listen(0, '127.0.0.1', done);
    });
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }

  #answer(url: string): string | Buffer | undefined {
    const [, repository = '', what, name = ''] =
      /^\/v2\/(.+)\/(tags|manifests|blobs)\/(.+)$/.exec(url) ?? [];
    const versions = this.charts.get(repository);
    if (what === 'tags') {
      return versions && JSON.stringify({ tags: [...versions.keys()] });
    }
    if (what === 'blobs') {
      return [...(versions?.values() ?? [])].find(
        each => digestOf(each) === name && each !== this.lost,
      );
    }
    const content = versions?.get(name);
    const { mediaType } = this;
    const digest = content && (this.digests.get(name) ?? digestOf(content));
    return (
      content &&
      JSON.stringify({
        layers: [{ mediaType, digest, size: content.length }],
      })
    );
  }
}

const registry = new Registry();
let host: string;
let warnings: string[];

beforeAll(async () => {
  host = await registry.start();
});
afterAll(() => registry.stop());
beforeEach(() => {
  registry.charts.clear();
  registry.asked.length = 0;
  registry.isDown = false;
  registry.mediaType = contentType;
  registry.lost = undefined;
  registry.digests.clear();
  warnings = [];
});

async function push(repository: string, version: string, more = '') {
  const archive = await archiveOf({
    'Chart.yaml': `name: valkey\nversion: ${version}\n${more}`,
  });
  const versions = registry.charts.get(repository) ?? new Map();
  registry.charts.set(repository, versions.set(version, archive));
  return archive;
}

function shelf({
  sources,
  repositories = async () => [...registry.charts.keys()],
  helm = async () => undefined,
}: {
  sources?: ChartSource[];
  repositories?: () => Promise<string[]>;
  helm?: () => Promise<void>;
} = {}): Shelf {
  const login = { type: 'oci', host, username: 'portal', password: 'hush' };
  return new Shelf({
    settings: {
      helm: 'helm',
      versions: 2,
      annotations: {},
      registry: login,
      sources: sources ?? [{ kind: 'project', project: 'charts' }],
    },
    images: { repositories },
    helm: { assertUsable: helm },
    logger: { warn: message => warnings.push(message) },
    now: () => new Date('2030-01-02T03:04:05Z'),
  });
}

const tagsOn = ({ current }: Shelf) =>
  current.sources.flatMap(({ lines }) =>
    lines.map(({ reference, versions }) => [
      reference.replace(host, ''),
      ...versions.map(({ tag }) => tag),
    ]),
  );

it('has the newest versions of all charts of a project', async () => {
  for (const version of ['1.0.0', '1.2.0', '1.1.0']) {
    await push('charts/valkey', version);
  }
  await push('charts/other', '0.1.0');
  const found = shelf();
  await found.refresh();
  expect(tagsOn(found)).toEqual([
    ['/charts/valkey', '1.2.0', '1.1.0'],
    ['/charts/other', '0.1.0'],
  ]);
  expect(found.current.helm).toBeUndefined();
});

it('fetches each version once, and tells when there are others', async () => {
  await push('charts/valkey', '1.0.0');
  const found = shelf();
  let told = 0;
  found.subscribe(() => (told += 1));
  await found.refresh();
  await found.refresh();
  const blobs = () => registry.asked.filter(url => url.includes('/blobs/'));
  expect([told, blobs().length]).toEqual([1, 1]);
  await push('charts/valkey', '1.1.0');
  await found.refresh();
  expect([told, blobs().length]).toEqual([2, 2]);
});

it('gives the archive of exactly that version', async () => {
  const archive = await push('charts/valkey', '1.0.0');
  const found = shelf();
  await found.refresh();
  const reference = `${host}/charts/valkey`;
  const version = await found.version(reference, '1.0.0');
  expect(await found.archive(reference, version)).toEqual(archive);
  await expect(found.version(reference, '9.0.0')).rejects.toThrow(
    /no chart .* of the version 9\.0\.0 any more/,
  );
  registry.charts.clear();
  await expect(found.archive(reference, version)).rejects.toThrow(
    /choose another version/,
  );
});

it('keeps what it has read when the registry does not answer, and says so until it does', async () => {
  await push('charts/valkey', '1.0.0');
  const found = shelf();
  await found.refresh();
  registry.isDown = true;
  await found.refresh();
  await found.refresh();
  expect(tagsOn(found)).toEqual([['/charts/valkey', '1.0.0']]);
  expect(found.current.sources[0]?.trouble?.message).toMatch(/503/);
  expect(warnings).toHaveLength(1);
  registry.isDown = false;
  await found.refresh();
  expect(found.current.sources[0]?.trouble).toBeUndefined();
});

it.each<[string, () => Promise<unknown>, number]>([
  [
    'is an image',
    async () => {
      registry.mediaType = 'application/vnd.oci.image.layer.v1.tar+gzip';
      await push('charts/valkey', '1.0.0');
    },
    0,
  ],
  ['is a library', () => push('charts/valkey', '1.0.0', 'type: library\n'), 0],
  [
    'is broken',
    async () => {
      await push('charts/valkey', '1.0.0', 'name: [\n');
    },
    1,
  ],
])('leaves out what %s', async (_, given, warned) => {
  await given();
  const found = shelf();
  await found.refresh();
  await found.refresh();
  expect(tagsOn(found)).toEqual([]);
  expect(warnings).toHaveLength(warned);
});

it.each<[string, (bad: Buffer) => void]>([
  ['is lost', bad => void (registry.lost = bad)],
  [
    'has a digest that is a path',
    () => void registry.digests.set('1.1.0', '../../other/blobs/x'),
  ],
])('leaves out the one version that %s, and no other', async (_, given) => {
  await push('charts/valkey', '1.0.0');
  given(await push('charts/valkey', '1.1.0'));
  const found = shelf();
  await found.refresh();
  await found.refresh();
  expect(tagsOn(found)).toEqual([['/charts/valkey', '1.0.0']]);
  expect(found.current.sources[0]?.trouble).toBeUndefined();
  expect(warnings).toHaveLength(1);
  expect(registry.asked.filter(url => url.includes('other'))).toEqual([]);
});

it('says why nothing can be installed', async () => {
  const helm = () => Promise.reject(new Error('there is no Helm'));
  const found = shelf({ helm });
  await found.refresh();
  expect(found.current.helm).toBe('there is no Helm');
});

it('says of a chart that is named that it is not there', async () => {
  const login = { type: 'oci', host, username: 'portal', password: 'hush' };
  const source: ChartSource = {
    kind: 'chart',
    repository: 'charts/nothing',
    registry: login,
  };
  const found = shelf({ sources: [source] });
  await found.refresh();
  expect(found.current.sources).toMatchObject([
    {
      title: `${host}/charts/nothing`,
      lines: [],
      trouble: { message: expect.stringMatching(/no version of it/) },
    },
  ]);
});
