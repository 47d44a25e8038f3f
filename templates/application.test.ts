import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { entitySchemaValidator, type Entity } from '@backstage/catalog-model';
import { parse } from 'yaml';
import { startScaffolder, type Scaffolder } from './testing/scaffolder.ts';
import { fileOfTemplate } from './testing/service-templates.ts';

const TEA = {
  name: 'tea-shop',
  title: 'Tea shop',
  description: 'Sells tea',
  owner: 'group:default/shop',
  environments: ['dev', 'prod'],
  size: 'small',
};
const ODD = `"It's": #1, {{ 'no' }} ${'$'}{{ values.name }} \\ - 说明 & <b>`;

let scaffolder: Scaffolder;
before(async () => {
  scaffolder = await startScaffolder(fileOfTemplate('application'));
});
after(() => scaffolder.stop());
const render = (values: object) => scaffolder.render(values);

for (const [what, values] of [
  ['plain values', TEA],
  [
    'the shortest name and one environment',
    { ...TEA, name: 'a', environments: ['prod'] },
  ],
  [
    'texts that YAML and templates could take for their own',
    { ...TEA, title: ODD, description: ODD },
  ],
] as const)
  test(`the catalog takes its System, with ${what}`, async () => {
    const { files, inputs } = await render(values);
    const entity = parse(files.get('catalog-info.yaml') ?? '') as Entity;
    entitySchemaValidator()(entity);
    const { kind, metadata, spec } = entity;
    assert.equal(kind, 'System');
    assert.equal(metadata.name, values.name);
    assert.equal(metadata.title, values.title);
    assert.equal(metadata.description, values.description);
    assert.equal(spec?.owner, values.owner);
    const docs = files.get('docs/index.md') ?? '';
    for (const each of values.environments)
      assert.match(docs, new RegExp(`^\\| \`${each}\` \\|`, 'm'));
    for (const path of files.keys()) assert.doesNotMatch(path, /[{}$]|[.]njk$/);
    assert.deepEqual(inputs.get('check'), {
      name: values.name,
      owner: values.owner,
      environments: values.environments,
      repoUrl: `git.example.com?owner=shop&repo=${values.name}`,
    });
  });

for (const [size, quota] of [
  ['small', { cpu: '2', memory: '4Gi', pods: 30, storage: '20Gi' }],
  ['large', { cpu: '32', memory: '64Gi', pods: 200, storage: '500Gi' }],
] as const)
  test(`a ${size} quota is one that the step takes`, async () => {
    const { inputs } = await render({ ...TEA, size });
    assert.deepEqual(inputs.get('tenant'), {
      owner: TEA.owner,
      environments: TEA.environments,
      quota,
    });
  });

for (const [what, values] of [
  ['an upper-case letter', { name: 'Tea' }],
  ['a name that is too long', { name: 'a'.repeat(51) }],
  ['no title', { title: '' }],
  ['no environment', { environments: [] }],
  ['an environment twice', { environments: ['dev', 'dev'] }],
  ['another size', { size: 'huge' }],
] as const)
  test(`the form refuses ${what}`, () =>
    assert.rejects(render({ ...TEA, ...values })));
