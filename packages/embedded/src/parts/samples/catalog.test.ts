import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  type Entity,
  entityKindSchemaValidator,
  FieldFormatEntityPolicy,
  getCompoundEntityRef,
  parseEntityRef,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import { createPlatform } from '../../launcher/create-platform.ts';
import { sampleCatalogFiles, writeSampleCatalog } from './catalog.ts';
import { renderManifests } from './manifests.ts';

const SAMPLES = join(import.meta.dirname, '../../../samples');
const VALIDATORS = {
  API: apiEntityV1alpha1Validator,
  Component: componentEntityV1alpha1Validator,
  Domain: domainEntityV1alpha1Validator,
  Resource: resourceEntityV1alpha1Validator,
  System: systemEntityV1alpha1Validator,
};
const FROM_USER_CENTER = ['commerce', 'shop', 'payments'].map(
  name => `group:default/${name}`,
);

let stateDir: string;
let entities: Entity[];
before(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'sample-catalog-'));
  const platform = createPlatform({ port: 7100, stateDir });
  await writeSampleCatalog(join(SAMPLES, 'catalog'), platform);
  const dir = join(sampleCatalogFiles(platform), '..');
  const texts = await Promise.all(
    (await readdir(dir)).map(name => readFile(join(dir, name), 'utf8')),
  );
  const conforms = entityKindSchemaValidator<Entity>({
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: { metadata: { type: 'object', required: ['name'] } },
  });
  entities = texts.flatMap(text =>
    parseAllDocuments(text).map(document => {
      const entity = conforms(document.toJS());
      assert.ok(entity, text.slice(0, 200));
      return entity;
    }),
  );
});
after(() => rm(stateDir, { recursive: true, force: true }));

test('every entity is one that Backstage accepts', async () => {
  for (const entity of entities) {
    assert.ok(await new SchemaValidEntityPolicy().enforce(entity));
    assert.ok(await new FieldFormatEntityPolicy().enforce(entity));
    const kind = Object.keys(VALIDATORS).find(known => known === entity.kind);
    assert.ok(kind, entity.kind);
    const validator = VALIDATORS[kind as keyof typeof VALIDATORS];
    assert.equal(await validator.check(entity), true, entity.metadata.name);
  }
});

test('whatever an entity refers to is there, or comes from the user center', () => {
  const known = new Set([
    ...FROM_USER_CENTER,
    ...entities.map(entity => stringifyEntityRef(getCompoundEntityRef(entity))),
  ]);
  const kinds = {
    owner: 'group',
    system: 'system',
    domain: 'domain',
    providesApis: 'api',
    consumesApis: 'api',
    dependsOn: 'component',
  };
  for (const { metadata, spec } of entities) {
    for (const [field, defaultKind] of Object.entries(kinds)) {
      for (const value of [spec?.[field] ?? []].flat()) {
        const reference = parseEntityRef(String(value), {
          defaultKind,
          defaultNamespace: 'default',
        });
        const text = stringifyEntityRef(reference);
        assert.ok(known.has(text), `${metadata.name}: ${field} ${text}`);
      }
    }
  }
});

test('every component runs in the cluster, and all that runs is a component', async () => {
  const components = entities
    .filter(({ kind }) => kind === 'Component')
    .map(
      ({ metadata }) => metadata.annotations?.['backstage.io/kubernetes-id'],
    );
  const objects = await renderManifests(join(SAMPLES, 'manifests'));
  const deployed = new Set(
    objects
      .filter(({ kind }) => kind === 'Deployment')
      .map(({ metadata }) => metadata.name),
  );
  assert.deepEqual(new Set(components), deployed);
  assert.equal(components.length, deployed.size);
});

test('links lead to the ingress of this instance', () => {
  const links = entities.flatMap(({ metadata }) => metadata.links ?? []);
  assert.ok(links.length > 0);
  for (const { url } of links) {
    assert.match(url, /^http:\/\/shop(-dev)?\.localhost:7102(\/#fault)?$/);
  }
});
