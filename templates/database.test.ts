import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'yaml';
import {
  startScaffolder,
  type Rendering,
  type Scaffolder,
} from './testing/scaffolder.ts';
import { fileOfTemplate, ORDERS } from './testing/service-templates.ts';

const node = join(import.meta.dirname, 'node-service');
/** Templates that offer a database, each with where it says which packages it needs. */
const TEMPLATES = [
  ['node-service', node, 'package.json', /"postgres": /],
  [
    'python-service',
    fileOfTemplate('python-service'),
    'requirements.txt',
    /^psycopg==/m,
  ],
  ['go-service', fileOfTemplate('go-service'), 'go.mod', /jackc\/pgx/],
  [
    'spring-boot-service',
    fileOfTemplate('spring-boot-service'),
    'pom.xml',
    /<artifactId>postgresql<\/artifactId>/,
  ],
] as const;

/** What a person chose of a broker. */
const OTHER = {
  item: 'cache-1a2b3c4d',
  plan: 'large',
  values: { parameters: { eviction: 'lru' } },
};

const WITH = {
  ...ORDERS,
  environments: ['dev', 'prod'],
  database: 'small',
  middleware: OTHER,
};

for (const [name, template, packages, client] of TEMPLATES)
  describe(`${name} with a database`, () => {
    let scaffolder: Scaffolder;
    let rendering: Rendering;
    let without: Rendering;
    before(async () => {
      scaffolder = await startScaffolder(template);
      rendering = await scaffolder.render(WITH);
      without = await scaffolder.render(ORDERS);
    });
    after(() => scaffolder.stop());

    const fileOf = ({ files }: Rendering, path: string) => {
      const text = files.get(path);
      assert.ok(
        text !== undefined,
        `${path} among ${[...files.keys()].join()}`,
      );
      return text;
    };

    test('it is ordered and bound in the first environment', () => {
      const place = { owner: ORDERS.owner, environment: 'dev' };
      const database = `${ORDERS.name}-db`;
      assert.deepEqual(rendering.inputs.get('database'), {
        item: 'postgresql',
        name: database,
        ...place,
        application: ORDERS.application,
        plan: 'small',
        wait: false,
      });
      assert.deepEqual(rendering.inputs.get('bind'), {
        item: 'postgresql',
        instance: database,
        name: ORDERS.name,
        ...place,
        prefix: 'DB_',
        keys: ['uri'],
      });
      const steps = [...rendering.inputs.keys()];
      const order = [
        ...['preview', 'database', 'middleware', 'credentials'],
        ...['middlewareCredentials', 'databaseReady', 'middlewareReady'],
        'pipeline',
        ...['bind', 'rollout'],
      ];
      assert.deepEqual(
        steps.filter(step => order.includes(step)),
        order,
      );
    });

    test('what is bound is said ahead of the pipeline', () => {
      const { inputs } = rendering;
      for (const [said, done] of [
        ['credentials', 'bind'],
        ['middlewareCredentials', 'bindMiddleware'],
      ] as const) {
        assert.deepEqual(inputs.get(said), {
          ...(inputs.get(done) as object),
          ahead: true,
        });
      }
    });

    test('what is ordered is waited for, with its credentials', () => {
      for (const [step, item, instance] of [
        ['databaseReady', 'postgresql', `${ORDERS.name}-db`],
        ['middlewareReady', OTHER.item, `${ORDERS.name}-mw`],
      ] as const)
        assert.deepEqual(rendering.inputs.get(step), {
          item,
          name: instance,
          owner: ORDERS.owner,
          environment: 'dev',
          service: ORDERS.name,
        });
    });

    test('the preview knows of it', () => {
      const { middleware } = rendering.inputs.get('preview') as {
        middleware: object;
      };
      const wanted = { item: 'postgresql', name: `${ORDERS.name}-db` };
      assert.deepEqual(middleware, [
        { ...wanted, plan: 'small' },
        { name: `${ORDERS.name}-mw`, ...OTHER },
      ]);
    });

    test('whatever else was chosen is ordered and bound as well', () => {
      const place = { owner: ORDERS.owner, environment: 'dev' };
      const instance = `${ORDERS.name}-mw`;
      assert.deepEqual(rendering.inputs.get('middleware'), {
        ...OTHER,
        name: instance,
        ...place,
        application: ORDERS.application,
        wait: false,
      });
      assert.deepEqual(rendering.inputs.get('bindMiddleware'), {
        item: OTHER.item,
        instance,
        name: ORDERS.name,
        ...place,
        as: 'files',
      });
    });

    test('the service keeps notes in it, and says where', () => {
      assert.match(fileOf(rendering, packages), client);
      const { paths } = parse(fileOf(rendering, 'openapi.yaml')) as {
        paths: object;
      };
      assert.deepEqual(Object.keys(paths), ['/greetings/{name}', '/notes']);
      assert.match(fileOf(rendering, 'docs/operate.md'), /`DB_URI`/);
      for (const [path, text] of rendering.files) {
        assert.doesNotMatch(text, /\$\{\{|\{%|\[object/, path);
      }
    });

    const linkTo = ({ links }: Rendering) =>
      links.filter(({ title }) => title === 'Database');

    test('a link leads to it, where there is one', () => {
      assert.equal(linkTo(rendering).length, 1);
      assert.deepEqual(linkTo(without), []);
    });

    test('without one nothing of it is there', () => {
      assert.equal(without.inputs.has('database'), false);
      assert.equal(without.inputs.has('bind'), false);
      assert.equal(without.inputs.has('middleware'), false);
      assert.equal(without.inputs.has('bindMiddleware'), false);
      assert.equal(without.inputs.has('databaseReady'), false);
      assert.equal(without.inputs.has('middlewareReady'), false);
      assert.equal(without.inputs.has('credentials'), false);
      assert.equal(without.inputs.has('middlewareCredentials'), false);
      for (const [path, text] of without.files) {
        assert.doesNotMatch(text, /DB_URI|\/notes\b/, path);
        assert.doesNotMatch(path, /notes|database/, path);
      }
      assert.doesNotMatch(fileOf(without, packages), client);
    });
  });
