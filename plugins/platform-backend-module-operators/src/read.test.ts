import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDefinition, readDefinitions } from './read';

const folder = join(__dirname, '../definitions');
const postgresql = () => readFile(join(folder, 'postgresql.yaml'), 'utf8');

/** The line of a text in which something stands first. */
const lineOf = (text: string, part: string) =>
  text.split('\n').findIndex(line => line.includes(part)) + 1;

it('understands every definition that comes with the portal', async () => {
  const files = await readDefinitions(folder);
  expect(files.map(({ definition }) => definition.name)).toContain(
    'postgresql',
  );
});

it('tells where a part of a definition stands', async () => {
  const text = await postgresql();
  const { whereIs } = parseDefinition('postgresql.yaml', text);
  expect(whereIs(['fields', 1, 'path'])).toBe(
    `postgresql.yaml:${lineOf(text, 'path: storage.size')}`,
  );
});

it('refuses an operation of which nothing says how it is done', async () => {
  const text = await readFile(join(folder, 'etcd.yaml'), 'utf8');
  const claiming = text.replace('[scale', '[restore, scale');
  expect(() => parseDefinition('etcd.yaml', claiming)).toThrow(
    /operations\.0: nothing below backups says how; leave restore out/,
  );
});

it.each<[string, string, string, RegExp]>([
  [
    'a path that is none',
    'ready: status.readyInstances',
    'ready: status..ready',
    /status\.members\.ready: "status\.\.ready" is no path/,
  ],
  [
    'a field that there is not',
    'category: database',
    'categories: database',
    /Unrecognized key: "categories"/,
  ],
  [
    'words for what is not backed up, beside backups',
    'category: database',
    'category: database\nunbacked: { en: It is not, zh: 不备份 }',
    /unbacked: there are backups/,
  ],
  [
    'a category that there is not',
    'category: database',
    'category: databases',
    /category: Invalid option/,
  ],
  [
    'a port out of range',
    'port: 5432',
    'port: 70000',
    /endpoints\.0: |endpoints\.0\.port/,
  ],
  [
    'words in one language alone',
    'title: { en: Instances, zh: 实例数 }',
    'title: { en: Instances }',
    /fields\.0\.title\.zh/,
  ],
  [
    'a placeholder that is no path',
    "secret: '{metadata.name}-app'",
    "secret: '{metadata name}-app'",
    /credentials\.0\.secret: the placeholders must be paths/,
  ],
  [
    'a restore that nothing tells of',
    '    origin: spec.bootstrap.recovery.backup.name',
    '',
    /backups\.restore: needs either origin/,
  ],
  [
    'terms of a plan that there is not',
    'status:\n  ready:',
    'terms: [{ plans: [huge], instances: 1 }]\nstatus:\n  ready:',
    /terms\.0\.plans\.0: there is no plan huge; there are small, safe/,
  ],
  ['no YAML', 'name: postgresql', 'name: [', /postgresql\.yaml:\d+: /],
])('refuses %s, naming file and line', async (_, right, wrong, message) => {
  const text = (await postgresql()).replace(right, wrong);
  const refuse = () => parseDefinition('postgresql.yaml', text);
  expect(refuse).toThrow(expect.objectContaining({ name: 'InputError' }));
  expect(refuse).toThrow(message);
  expect(refuse).toThrow(/postgresql\.yaml:\d+: /);
});

it('names the line of what is wrong', async () => {
  const text = (await postgresql()).replace(
    'category: database',
    'category: databases',
  );
  expect(() => parseDefinition('x.yaml', text)).toThrow(
    `x.yaml:${lineOf(text, 'category:')}: category`,
  );
});

it('refuses two definitions of one name, and a folder that is not there', async () => {
  const made = await mkdtemp(join(tmpdir(), 'definitions-'));
  try {
    await writeFile(join(made, 'a.yaml'), await postgresql());
    await writeFile(join(made, 'b.yml'), await postgresql());
    await expect(readDefinitions(made)).rejects.toThrow(
      /b\.yml:\d+: name: postgresql is already the name of a\.yaml/,
    );
  } finally {
    await rm(made, { recursive: true });
  }
  await expect(readDefinitions(made)).rejects.toThrow(/cannot be read/);
});
