import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { startScaffolder, type Scaffolder } from './testing/scaffolder.ts';
import {
  fileOfTemplate,
  ORDERS,
  SERVICE_TEMPLATES,
} from './testing/service-templates.ts';
import { headingOf, READERS } from './testing/written.ts';

/** What YAML, JSON, TOML, Markdown, HTML, shells and templates could take for their own. */
const TEXTS = [
  'a: "b" <b>% # {{x}}',
  `"It's": #1, {{ 'no' }} ${'$'}{{ values.name }} \\ - 说明 & <b>`,
  '*one* _two_ [three](http://x.test) ![four](x.png) `five`',
  '{% raw %} {# gone #} {%- endraw %} {++new++}',
  '# heading',
  '- item',
  '1. first',
  '> quoted',
  '---',
  '    indented',
  '&lt;b&gt; &copy; </p><script>alert(1)</script>',
  "$(id) `id` $HOME 'x' && id",
  `"""'''\\`,
  'true',
  '123',
  'null',
  '{"a": 1}',
  '说明：在这里下单，“很快”。',
];

const TEMPLATES = [
  ['node-service', join(import.meta.dirname, 'node-service')],
  ...SERVICE_TEMPLATES.map(({ name }) => [name, fileOfTemplate(name)] as const),
] as const;

const publishSchema = z.looseObject({ description: z.string() });

for (const [template, file] of TEMPLATES)
  describe(template, () => {
    const render = rendererOf(file);
    const plain = new Map<string, string>();
    before(async () => {
      const { files } = await render(ORDERS);
      files.forEach((text, path) => plain.set(path, text));
    });

    test('a sentence stands in Markdown as it is', () => {
      for (const path of ['README.md', 'docs/index.md'])
        assert.ok(plain.get(path)?.includes(`\n${ORDERS.description}\n`), path);
    });

    for (const description of TEXTS)
      test(`${description} is text wherever it stands`, async () => {
        const values = { ...ORDERS, description };
        const { files, inputs } = await render(values);
        const changed = [...files].filter(
          ([path, text]) => text !== plain.get(path),
        );
        const shown = changed.map(([path, text]) => READERS[path]?.(text));
        assert.deepEqual(
          shown,
          changed.map(() => description),
          changed.map(([path]) => path).join(),
        );
        assert.ok(changed.length >= 4);
        const published = publishSchema.parse(inputs.get('publish'));
        assert.equal(published.description, description);
      });

    for (const name of ['null', 'on', 'y', 'true'])
      test(`${name} is a name like any other`, async () => {
        const application = 'system:default/123';
        const values = { ...ORDERS, name, application };
        const { files } = await render(values);
        for (const version of ['1.1', '1.2'] as const)
          assert.deepEqual(namesIn(files, version), {
            entity: [name, name, '123'],
            chart: name,
            application: '123',
            site: name,
          });
      });

    for (const [what, description] of [
      ['lines', 'one\ntwo'],
      ['a sign that is not seen', 'one\u007ftwo'],
    ] as const)
      test(`the form refuses a description with ${what}`, () =>
        assert.rejects(render({ ...ORDERS, description })));
  });

describe('application', () => {
  const render = rendererOf(fileOfTemplate('application'));

  for (const text of TEXTS)
    test(`${text} is text wherever it stands`, async () => {
      const { files } = await render({
        name: 'tea-shop',
        title: text,
        description: text,
        owner: 'group:default/shop',
        environments: ['dev'],
        size: 'small',
      });
      for (const path of ['README.md', 'docs/index.md']) {
        const file = files.get(path) ?? '';
        assert.equal(headingOf(file), text, path);
        assert.equal(READERS[path]?.(file), text, path);
      }
      const entity = files.get('catalog-info.yaml') ?? '';
      assert.equal(READERS['catalog-info.yaml']?.(entity), text);
      const site = z
        .looseObject({ site_name: z.string() })
        .parse(parse(files.get('mkdocs.yml') ?? ''));
      assert.equal(site.site_name, text);
    });
});

/** Fills a template in, in a scaffolder that is there while the tests around run. */
function rendererOf(file: string): Scaffolder['render'] {
  let scaffolder: Scaffolder;
  before(async () => {
    scaffolder = await startScaffolder(file);
  });
  after(() => scaffolder.stop());
  return values => scaffolder.render(values);
}

const entitySchema = z.object({
  metadata: z.object({
    name: z.string(),
    labels: z.record(z.string(), z.string()),
  }),
});

/** What a service and its application are called, for readers of a version of YAML. */
function namesIn(files: ReadonlyMap<string, string>, version: '1.1' | '1.2') {
  const read = (path: string): unknown =>
    parseAllDocuments(files.get(path) ?? '', { version })[0]?.toJS();
  const { metadata } = entitySchema.parse(read('catalog-info.yaml'));
  const field = (path: string, key: string) =>
    z.looseObject({ [key]: z.string() }).parse(read(path))[key];
  return {
    entity: [
      metadata.name,
      metadata.labels['app.kubernetes.io/name'],
      metadata.labels['app.kubernetes.io/part-of'],
    ],
    chart: field('chart/Chart.yaml', 'name'),
    application: field('chart/values.yaml', 'application'),
    site: field('mkdocs.yml', 'site_name'),
  };
}
