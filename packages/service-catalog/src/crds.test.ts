import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { KINDS } from './kube/store.ts';
import { FINALIZER } from './model.ts';

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly versions: readonly {
      readonly name: string;
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

const file = join(import.meta.dirname, '../deploy/crds.yaml');
const definitions = parseAllDocuments(await readFile(file, 'utf8')).map(
  document => document.toJS() as Definition,
);

test('there is a definition of each kind', () => {
  const found = definitions.map(({ spec }) => [
    spec.names.plural,
    spec.names.kind,
  ]);
  assert.deepEqual(Object.fromEntries(found), KINDS);
  assert.equal(FINALIZER, 'kubernetes-incubator/service-catalog');
});

function wordless(schema: Schema, path: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    ...(field.description ? [] : [`${path}.${name}`]),
    ...wordless(field, `${path}.${name}`),
  ]);
}

for (const { spec } of definitions) {
  test(`every field of a ${spec.names.kind} is explained`, () => {
    const { spec: wanted = {}, status = {} } =
      spec.versions[0]?.schema.openAPIV3Schema.properties ?? {};
    assert.ok(Object.keys(wanted.properties ?? {}).length > 0);
    assert.deepEqual(
      [...wordless(wanted, 'spec'), ...wordless(status, 'status')],
      [],
    );
  });
}
