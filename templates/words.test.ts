import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { parse } from 'yaml';

const here = import.meta.dirname;
const files = [
  'node-service/template.yaml',
  ...(await readdir(here)).filter(file => file.endsWith('.template.yaml')),
];
const han = /\p{Script=Han}/u;

type Part = Readonly<Record<string, unknown>>;
const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const partsOf = (value: unknown): Part[] =>
  [value].flat().filter(each => isPart(each));

/** Pages of a form with all that is asked on them. */
function asked(schema: Part): Part[] {
  const { items, properties } = schema;
  const inner = isPart(properties) ? Object.values(properties) : [];
  return [schema, ...partsOf(inner), ...partsOf(items)].flatMap(each =>
    each === schema ? [each] : asked(each),
  );
}

/** All parts of a template that people read, with the names of their words. */
function readParts(template: Part): (readonly [Part, readonly string[]])[] {
  const { metadata, spec } = template;
  assert.ok(isPart(metadata) && isPart(spec) && isPart(spec.output));
  const { output, parameters, presentation, steps } = spec;
  const labels = isPart(presentation) ? presentation.buttonLabels : undefined;
  const entitled = [
    ...['title', 'description', 'ui:help', 'enumNames'],
    'errorMessage',
  ];
  return [
    [metadata, ['title', 'description']],
    ...partsOf(labels).map(part => [part, ['createButtonText']] as const),
    ...partsOf(parameters)
      .flatMap(asked)
      .map(part => [part, entitled] as const),
    ...partsOf(steps).map(part => [part, ['name']] as const),
    ...partsOf(output.links).map(part => [part, ['title']] as const),
    ...partsOf(output.text).map(part => [part, ['title']] as const),
  ];
}

/** Everything of a value but translations, as text. */
function withoutTranslations(value: unknown): string {
  return JSON.stringify(value, (key, inner) =>
    key === 'ui:i18n' ? undefined : inner,
  );
}

for (const file of files)
  describe(file, async () => {
    const template: Part = parse(await readFile(`${here}/${file}`, 'utf8'), {
      merge: true,
    });

    test('speaks English where a stock Backstage shows it', () => {
      assert.doesNotMatch(withoutTranslations(template), han);
    });

    test('has words of its own for what its form refuses', () => {
      const { spec } = template;
      assert.ok(isPart(spec));
      const bounds = ['maxLength', 'minItems', 'minLength', 'pattern'];
      for (const part of partsOf(spec.parameters).flatMap(asked)) {
        const isBound = bounds.some(each => each in part);
        assert.equal('errorMessage' in part, isBound, JSON.stringify(part));
      }
    });

    test('has all of its words in Chinese, too', () => {
      const parts = readParts(template);
      assert.ok(parts.length > 5);
      for (const [part, names] of parts) {
        const translations = part['ui:i18n'];
        const zh = isPart(translations) ? translations.zh : {};
        assert.ok(isPart(zh));
        for (const name of names.filter(each => part[each] !== undefined)) {
          const words = [zh[name]].flat();
          assert.ok(
            words.every(word => typeof word === 'string' && han.test(word)),
            `${name} of ${withoutTranslations(part)}`,
          );
        }
      }
    });
  });
