import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { InMemoryCiServer } from '@pilothouse/plugin-platform-node/testing';
import { assertTools } from './states';
import { Tools } from './Tools';

const credentials = mockCredentials.user('user:default/lin');

function template(name: string, declared?: string): Entity {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name,
      title: `The ${name}`,
      ...(declared !== undefined && {
        annotations: { 'pilothouse.dev/executor-tools': declared },
      }),
    },
  };
}

const spring = template('spring', 'java >= 21, mvn, git');
const ref = 'template:default/spring';

function given(...entities: Entity[]) {
  const ci = new InMemoryCiServer();
  const tools = new Tools({ catalog: catalogServiceMock({ entities }), ci });
  return { ci, tools };
}

it('tells of templates that declare programs, and of no others', async () => {
  const { ci, tools } = given(spring, template('plain'));
  ci.setExecutors({ java: '17.0.1', mvn: 'none' });

  await expect(tools.ofTemplates(credentials)).resolves.toEqual({
    templates: [
      {
        ref,
        title: 'The spring',
        tools: [
          { name: 'java', atLeast: '21', found: 'too-old', version: '17.0.1' },
          { name: 'mvn', found: 'missing' },
          { name: 'git', found: 'unknown' },
        ],
      },
    ],
  });
});

it('asks the CI server nothing for templates that declare nothing', async () => {
  const { ci, tools } = given(template('plain'), template('odd', 'java 21'));

  await tools.checksOf('template:default/plain', credentials);
  await tools.checksOf('template:default/odd', credentials);
  await tools.checksOf('template:default/gone', credentials);
  await assertTools(ci, template('plain'));

  expect(ci.asked).toEqual([]);
});

it('checks what is known, and refuses what would fail', async () => {
  const { ci, tools } = given(spring);
  ci.setExecutors({ java: '21.0.2', mvn: 'none' });

  const checks = await tools.checksOf(ref, credentials);

  expect(checks).toEqual([
    {
      check: 'tool',
      ok: true,
      message: 'an executor of the CI server has java 21.0.2',
      tool: { name: 'java', atLeast: '21', found: 'fine', version: '21.0.2' },
    },
    {
      check: 'tool',
      ok: false,
      message: 'no executor of the CI server has mvn',
      tool: { name: 'mvn', found: 'missing' },
    },
  ]);
  await expect(assertTools(ci, spring)).rejects.toThrow(
    'The pipeline would fail: no executor of the CI server has mvn',
  );
});

it.each<[string, (ci: InMemoryCiServer) => void]>([
  ['does not answer', ci => ci.setFailure({ kind: 'unreachable' })],
  ['has no executors', () => {}],
  ['says nothing of programs', ci => ci.setExecutors({}, { java: 'none' })],
])('claims nothing where the CI server %s', async (_, set) => {
  const { ci, tools } = given(spring);
  set(ci);

  await expect(tools.checksOf(ref, credentials)).resolves.toEqual([]);
  await expect(assertTools(ci, spring)).resolves.toBeUndefined();
});
