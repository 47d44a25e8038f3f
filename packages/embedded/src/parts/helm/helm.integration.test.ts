import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openNamespace, type TestNamespace } from '../../testing/namespace.ts';
import { openPlatform, openTool } from '../../testing/tool.ts';
import { helmTool } from '../delivery-tools.ts';
import { registryClientEnvironment, registryName } from '../registry/access.ts';

const TEMPLATE = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
data:
  greeting: {{ .Values.greeting | quote }}
`;

let ns: TestNamespace;
before(async () => {
  ns = await openNamespace('helm');
});
after(() => ns.remove());

test('Helm keeps a chart in the registry, installs it from there and rolls it back', async t => {
  const dir = await mkdtemp(join(tmpdir(), 'pilothouse-chart-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const platform = openPlatform();
  const tool = await openTool(helmTool, {
    ...registryClientEnvironment(platform),
    HELM_CACHE_HOME: join(dir, 'cache'),
    HELM_CONFIG_HOME: join(dir, 'config'),
    HELM_DATA_HOME: join(dir, 'data'),
  });
  const helm = async (...args: string[]) => {
    const { code, out, err } = await tool.run(args);
    assert.equal(code, 0, `helm ${args.join(' ')}: ${err}`);
    return out;
  };
  // The namespace's own, because the registry outlives this test.
  const chart = `greeter-${ns.name}`;
  const folder = join(dir, chart);
  await mkdir(join(folder, 'templates'), { recursive: true });
  await writeFile(
    join(folder, 'Chart.yaml'),
    `apiVersion: v2\nname: ${chart}\nversion: 1.0.0\n`,
  );
  await writeFile(join(folder, 'values.yaml'), 'greeting: hello\n');
  await writeFile(join(folder, 'templates/greeting.yaml'), TEMPLATE);
  await helm('package', folder, '--destination', dir);
  const repository = `oci://${registryName(platform)}/charts`;
  await helm(
    ...['push', join(dir, `${chart}-1.0.0.tgz`), repository, '--plain-http'],
  );
  const source = [
    ...['greeter', `${repository}/${chart}`, '--version', '1.0.0'],
    ...['--plain-http', '--namespace', ns.name, '--wait'],
  ];
  const greeting = () =>
    ns.run('get', 'configmap', 'greeter', '-o', 'jsonpath={.data.greeting}');
  await helm('install', ...source);
  assert.equal(await greeting(), 'hello');
  await helm('upgrade', ...source, '--set', 'greeting=good evening');
  assert.equal(await greeting(), 'good evening');
  await helm('rollback', 'greeter', '1', '--namespace', ns.name, '--wait');
  assert.equal(await greeting(), 'hello');
});
