import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { operators } from './operators.ts';

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Definition {
  readonly spec: {
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

const texts = await Promise.all(
  operators.map(({ folder }) => readFile(join(folder, 'crds.yaml'), 'utf8')),
);
const definitions = texts
  .flatMap(text => parseAllDocuments(text))
  .map(document => document.toJS() as Definition);

/** Paths of the fields below a schema, each with what it is. */
function fieldsOf(schema: Schema, path = ''): [string, Schema][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const own = path ? `${path}.${name}` : name;
    return [[own, field], ...fieldsOf(field, own)] as [string, Schema][];
  });
}

for (const { spec } of definitions) {
  const { kind } = spec.names;
  const wanted =
    spec.versions[0]?.schema.openAPIV3Schema.properties?.spec ?? {};

  test(`a form of a ${kind} has words for every field`, () => {
    const fields = fieldsOf(wanted);
    assert.ok(fields.length >= 3);
    const wordless = fields.filter(([, { description }]) => !description);
    assert.deepEqual(
      wordless.map(([path]) => path),
      [],
    );
  });

  test(`defaults of a ${kind} are of their fields' types`, () => {
    for (const [path, { type, default: given }] of fieldsOf(wanted)) {
      const known = type === 'integer' ? 'number' : type;
      if (given !== undefined) assert.equal(typeof given, known, path);
    }
  });
}
