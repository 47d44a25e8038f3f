import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
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
import { ORDERS, type Values } from './testing/service-templates.ts';
import { assertPipeline } from './testing/stages.ts';

const CASES: readonly { readonly what: string; readonly values: Values }[] = [
  { what: 'one environment', values: ORDERS },
  {
    what: 'several environments',
    values: { ...ORDERS, environments: ['dev', 'staging', 'prod'] },
  },
  {
    what: 'the shortest name, and an environment that is not dev',
    values: { ...ORDERS, name: 'a', environments: ['prod'] },
  },
  {
    what: 'the longest name',
    values: { ...ORDERS, name: `a${'-b1'.repeat(16)}z` },
  },
];

let scaffolder: Scaffolder;
const renderings = new Map<string, Rendering>();
before(async () => {
  scaffolder = await startScaffolder(join(import.meta.dirname, 'node-service'));
  for (const { what, values } of CASES)
    renderings.set(what, await scaffolder.render(values));
});
after(() => scaffolder.stop());

function rendered(what: string): Rendering {
  const rendering = renderings.get(what);
  assert.ok(rendering, `${what} was not rendered`);
  return rendering;
}

async function assertRefused(values: Partial<Values>): Promise<void> {
  await assert.rejects(scaffolder.render({ ...ORDERS, ...values }));
}

function fileOf({ files }: Rendering, path: string): string {
  const text = files.get(path);
  assert.ok(
    text !== undefined,
    `${path} is missing among ${[...files.keys()].join(', ')}`,
  );
  return text;
}

const documentsOf = (text: string): unknown[] =>
  parseAllDocuments(text).map(document => {
    assert.deepEqual(document.errors, []);
    return document.toJS() as unknown;
  });

for (const { what, values } of CASES) {
  const { name, description, environments } = values;
  const team = parseEntityRef(values.owner).name;
  const system = parseEntityRef(values.application).name;

  test(`${what}: nothing of the template is left over`, () => {
    const { files } = rendered(what);
    for (const [path, text] of files) {
      assert.doesNotMatch(path, /[{}$]|[.]njk$/, path);
      const own = text
        .replaceAll(description, '')
        .replaceAll(JSON.stringify(description), '');
      assert.doesNotMatch(own, /\$\{\{|\{%|\[object/, path);
      if (!path.endsWith('.ts')) assert.doesNotMatch(own, /undefined/, path);
    }
  });

  test(`${what}: package and lock file agree`, () => {
    const rendering = rendered(what);
    const own = JSON.parse(fileOf(rendering, 'package.json')) as Package;
    const lock = JSON.parse(fileOf(rendering, 'package-lock.json')) as Lock;
    assert.equal(own.name, name);
    assert.equal(own.description, description);
    assert.equal(lock.name, name);
    assert.deepEqual(lock.packages[''], {
      name,
      version: own.version,
      engines: own.engines,
      dependencies: own.dependencies,
      devDependencies: own.devDependencies,
    });
    const addresses = Object.values(lock.packages).filter(
      each => each.resolved !== undefined,
    );
    assert.deepEqual(addresses, []);
  });

  test(`${what}: the catalog takes its entities`, () => {
    const entities = documentsOf(
      fileOf(rendered(what), 'catalog-info.yaml'),
    ) as Entity[];
    assert.deepEqual(
      entities.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
      [`Component ${name}`, `API ${name}-api`],
    );
    for (const entity of entities) entitySchemaValidator()(entity);
    const [component] = entities;
    assert.ok(component);
    assert.equal(component.metadata.description, description);
    assert.equal(component.spec?.owner, values.owner);
    assert.equal(component.spec?.system, values.application);
    assert.deepEqual(component.metadata.annotations, {
      'backstage.io/kubernetes-id': name,
      'backstage.io/techdocs-ref': 'dir:.',
      'backstage.io/source-location': `url:${ADDRESSES.gitUrl}/${team}/${name}/src/branch/main/`,
      'jenkins.io/job-full-name': `${team}/${name}`,
    });
    assert.deepEqual(component.metadata.labels, {
      'app.kubernetes.io/name': name,
      'app.kubernetes.io/part-of': system,
    });
  });

  test(`${what}: the pipeline is one that the CI server runs`, () => {
    const text = fileOf(rendered(what), 'Jenkinsfile');
    assertPipeline(parseJenkinsfile(text), environments);
  });

  test(`${what}: every other YAML file is one`, () => {
    const rendering = rendered(what);
    for (const path of ['mkdocs.yml', 'openapi.yaml', 'chart/values.yaml'])
      assert.equal(documentsOf(fileOf(rendering, path)).length, 1, path);
    const chart = parse(fileOf(rendering, 'chart/Chart.yaml')) as object;
    assert.ok('name' in chart && 'description' in chart);
    assert.deepEqual([chart.name, chart.description], [name, description]);
  });

  test(`${what}: each environment has its settings`, () => {
    const rendering = rendered(what);
    for (const environment of environments) {
      const settings = parse(
        fileOf(rendering, `chart/values-${environment}.yaml`),
      ) as { ingress: { host: string } };
      assert.equal(
        settings.ingress.host,
        `${name}-${environment}.${ADDRESSES.serviceDomain}`,
      );
    }
    const others = [...rendering.files.keys()].filter(path =>
      path.startsWith('chart/values-'),
    );
    assert.equal(others.length, environments.length);
  });

  test(`${what}: the repository is asked for where the team has its own`, () => {
    const { inputs } = rendered(what);
    assert.deepEqual(inputs.get('publish'), {
      repoUrl: `${ADDRESSES.gitHost}?owner=${team}&repo=${name}`,
      description,
      defaultBranch: 'main',
      repoVisibility: 'private',
    });
  });
}

test('the first run has time to wait for an executor', () => {
  const { inputs } = rendered('one environment');
  const { timeoutMinutes } = inputs.get('pipeline') as {
    timeoutMinutes?: number;
  };
  assert.equal(timeoutMinutes, 45);
});

test('a platform may make the repositories of services public', async () => {
  const open = await startScaffolder(
    join(import.meta.dirname, 'node-service'),
    { ...ADDRESSES, repositoryVisibility: 'public' },
  );
  try {
    const { inputs } = await open.render(ORDERS);
    assert.deepEqual(inputs.get('publish'), {
      repoUrl: `${ADDRESSES.gitHost}?owner=shop&repo=${ORDERS.name}`,
      description: ORDERS.description,
      defaultBranch: 'main',
      repoVisibility: 'public',
    });
  } finally {
    await open.stop();
  }
});

interface Package {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly engines: object;
  readonly dependencies: object;
  readonly devDependencies: object;
}

interface Lock {
  readonly name: string;
  readonly packages: Readonly<Record<string, { readonly resolved?: string }>>;
}

for (const [what, values] of [
  ['an upper-case letter', { name: 'Orders' }],
  ['a dot', { name: 'a.b' }],
  ['a leading digit', { name: '1a' }],
  ['a hyphen at the end', { name: 'a-' }],
  ['a name that is too long', { name: 'a'.repeat(51) }],
  ['no environment', { environments: [] }],
  ['an environment twice', { environments: ['dev', 'dev'] }],
  ['no description', { description: '' }],
] as const) {
  test(`the form refuses ${what}`, () => assertRefused(values));
}
