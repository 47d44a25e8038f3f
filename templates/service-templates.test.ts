import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  entitySchemaValidator,
  parseEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { parseJenkinsfile } from '@pilothouse/embedded/jenkinsfile';
import { parse, parseAllDocuments } from 'yaml';
import {
  ADDRESSES,
  startScaffolder,
  type Rendering,
  type Scaffolder,
} from './testing/scaffolder.ts';
import {
  fileOfTemplate,
  ORDERS,
  SERVICE_TEMPLATES,
  type ServiceTemplate,
  type Values,
} from './testing/service-templates.ts';
import { assertPipeline } from './testing/stages.ts';

const CASES: readonly { readonly what: string; readonly values: Values }[] = [
  { what: 'one environment', values: ORDERS },
  {
    what: 'several environments, and the longest name',
    values: {
      ...ORDERS,
      name: `a${'-b1'.repeat(16)}z`,
      environments: ['dev', 'staging', 'prod'],
    },
  },
  {
    what: 'the shortest name, and an environment that is not dev',
    values: {
      ...ORDERS,
      name: 'a',
      environments: ['prod'],
    },
  },
];

for (const template of SERVICE_TEMPLATES)
  describe(template.name, () => judge(template));

function judge(template: ServiceTemplate): void {
  let scaffolder: Scaffolder;
  const renderings = new Map<string, Rendering>();
  before(async () => {
    scaffolder = await startScaffolder(fileOfTemplate(template.name));
    for (const { what, values } of CASES)
      renderings.set(what, await scaffolder.render(values));
  });
  after(() => scaffolder.stop());

  for (const { what, values } of CASES)
    describe(what, () => {
      const rendering = () => {
        const found = renderings.get(what);
        assert.ok(found);
        return found;
      };
      judgeRendering(template, values, rendering);
    });

  const assertRefused = (values: Partial<Values>) =>
    assert.rejects(scaffolder.render({ ...ORDERS, ...values }));

  for (const [what, values] of [
    ['an upper-case letter', { name: 'Orders' }],
    ['a name that is too long', { name: 'a'.repeat(51) }],
    ['no environment', { environments: [] }],
    ['no description', { description: '' }],
  ] as const)
    test(`the form refuses ${what}`, () => assertRefused(values));
}

function judgeRendering(
  { kinds, baseImage, smoke }: ServiceTemplate,
  values: Values,
  rendering: () => Rendering,
): void {
  const { name, description, environments } = values;
  const team = parseEntityRef(values.owner).name;

  test('nothing of the template is left over', () => {
    for (const [path, text] of rendering().files) {
      assert.doesNotMatch(path, /[{}$]|[.]njk$/, path);
      const own = text
        .replaceAll(description, '')
        .replaceAll(JSON.stringify(description), '');
      assert.doesNotMatch(own, /\$\{\{|\[object/, path);
      // Layouts have such tags of their own, and TypeScript such a word.
      if (!path.endsWith('.liquid')) assert.doesNotMatch(own, /\{%/, path);
      if (!path.endsWith('.ts')) assert.doesNotMatch(own, /undefined/, path);
    }
  });

  test('the catalog takes its entities', () => {
    const entities = documentsOf(rendering(), 'catalog-info.yaml') as Entity[];
    assert.deepEqual(
      entities.map(({ kind }) => kind),
      kinds,
    );
    for (const entity of entities) entitySchemaValidator()(entity);
    const [component] = entities;
    assert.ok(component);
    assert.equal(component.metadata.description, description);
    assert.equal(component.spec?.owner, values.owner);
    assert.equal(component.spec?.system, values.application);
    assert.equal(
      component.metadata.annotations?.['jenkins.io/job-full-name'],
      `${team}/${name}`,
    );
    assert.equal(
      component.metadata.annotations?.['backstage.io/kubernetes-id'],
      name,
    );
  });

  test('the pipeline is one that the CI server runs', () => {
    const text = fileOf(rendering(), 'Jenkinsfile');
    assertPipeline(parseJenkinsfile(text), environments);
    const image = `registry.example.com:5000/library/${baseImage}`;
    assert.ok(text.includes(`BASE_IMAGE = '${image}'`));
    for (const each of environments) {
      const address = `http://${name}-${each}.${ADDRESSES.serviceUrlSuffix}`;
      assert.ok(text.includes(`'${smoke} ${address} `), each);
    }
  });

  test('every other YAML file is one', () => {
    for (const path of rendering().files.keys())
      if (/[.]ya?ml$/.test(path) && !path.startsWith('chart/templates/'))
        assert.ok(documentsOf(rendering(), path).length > 0, path);
    const chart = parse(fileOf(rendering(), 'chart/Chart.yaml')) as object;
    assert.ok('name' in chart && 'description' in chart);
    assert.deepEqual([chart.name, chart.description], [name, description]);
  });

  test('each environment has its settings', () => {
    const paths = [...rendering().files.keys()].filter(path =>
      path.startsWith('chart/values-'),
    );
    assert.deepEqual(
      paths.sort(),
      environments.map(each => `chart/values-${each}.yaml`).sort(),
    );
    for (const each of environments) {
      const settings = parse(
        fileOf(rendering(), `chart/values-${each}.yaml`),
      ) as { ingress: { host: string } };
      assert.equal(
        settings.ingress.host,
        `${name}-${each}.${ADDRESSES.serviceDomain}`,
      );
    }
  });

  test('the repository is asked for where the team has its own', () => {
    assert.deepEqual(rendering().inputs.get('publish'), {
      repoUrl: `${ADDRESSES.gitHost}?owner=${team}&repo=${name}`,
      description,
      defaultBranch: 'main',
      repoVisibility: 'private',
    });
  });
}

function fileOf({ files }: Rendering, path: string): string {
  const text = files.get(path);
  assert.ok(text !== undefined, `${path} among ${[...files.keys()].join()}`);
  return text;
}

function documentsOf(rendering: Rendering, path: string): unknown[] {
  return parseAllDocuments(fileOf(rendering, path)).map(document => {
    assert.deepEqual(document.errors, [], path);
    return document.toJS() as unknown;
  });
}
