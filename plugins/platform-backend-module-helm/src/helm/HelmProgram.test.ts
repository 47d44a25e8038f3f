import {
  access,
  chmod,
  mkdtemp,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chartPath, HelmProgram, type HelmRun } from './HelmProgram';

const server = 'http://127.0.0.1:1/a-secret';
const how: HelmRun = {
  cluster: 'east',
  server,
  namespace: 'shop-dev',
  timeoutMs: 20_000,
};

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'helm-program-'));
});
afterEach(() => rm(dir, { recursive: true }));

/** A program of that text, as the portal would run it. */
async function program(script: string): Promise<HelmProgram> {
  const path = join(dir, 'helm');
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return new HelmProgram(path);
}

it('gives it the chart, the values and the way to the cluster, and nothing of the portal', async () => {
  process.env.PORTAL_SECRET = 'hush';
  const helm = await program(
    'echo "$@"; cat; cat "$2"; cat "$KUBECONFIG"; env; ls -l "$KUBECONFIG"',
  );
  const out = await helm.run(['install', chartPath], {
    ...how,
    input: 'the values',
    chart: Buffer.from('the chart'),
  });
  delete process.env.PORTAL_SECRET;
  expect(out).toMatch(/^install \S+chart\.tgz --namespace=shop-dev\n/);
  expect(out).toMatch('the values');
  expect(out).toMatch('the chart');
  expect(out).toMatch(JSON.stringify(server));
  expect(out).toMatch(/^-rw-------/m);
  expect(out).not.toMatch('hush');
  expect(out).toMatch(/^HTTPS?_PROXY=http:\/\/127\.0\.0\.1:9$/m);
});

it('leaves nothing behind, and does not tell the way to the cluster', async () => {
  const helm = await program(
    'printf "%s" "$TMPDIR" > "$(dirname "$0")/where"; echo "Get $(cat "$KUBECONFIG" | grep -o "http[^\\"]*"): refused" >&2; exit 1',
  );
  await expect(helm.run(['list'], how)).rejects.toThrow(
    expect.objectContaining({
      name: 'HelmRefusal',
      message: 'Get east: refused',
    }),
  );
  const where = await readFile(join(dir, 'where'), 'utf8');
  await expect(access(where)).rejects.toThrow(/ENOENT/);
});

it('ends what takes too long', async () => {
  const helm = await program('exec sleep 60');
  await expect(helm.run(['list'], { ...how, timeoutMs: 50 })).rejects.toThrow(
    /longer than/,
  );
});

it.each(['echo v4.0.1', 'echo v3.13.0'])('can be used: %s', async script => {
  const helm = await program(script);
  await expect(helm.assertUsable()).resolves.toBeUndefined();
});

it.each([
  ['echo v3.9.0', /is Helm v3.9.0, and the portal needs 3.13.0 or newer/],
  ['exit 3', /no program .* that it could run/],
])('cannot be used: %s', async (script, message) => {
  const helm = await program(script);
  await expect(helm.assertUsable()).rejects.toThrow(message);
});

it('says what is missing where there is none, and keeps no timer for it', async () => {
  const ended = jest.spyOn(global, 'clearTimeout');
  const begun = jest.spyOn(global, 'setTimeout');
  const helm = new HelmProgram(join(dir, 'nowhere'));
  await expect(helm.assertUsable()).rejects.toThrow(
    /install Helm, or set pilothouse\.marketplace\.charts\.helm/,
  );
  const timers = begun.mock.results
    .filter((_, at) => begun.mock.calls[at]?.[1] === 60_000)
    .map(({ value }) => value);
  expect(timers).toHaveLength(1);
  expect(ended.mock.calls.flat()).toEqual(expect.arrayContaining(timers));
  jest.restoreAllMocks();
});
