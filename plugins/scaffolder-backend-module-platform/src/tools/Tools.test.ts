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
        unknown: { reason: 'untold', because: 'git' },
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
    expect.objectContaining({
      check: 'tools-unknown',
      unknown: { reason: 'untold', because: 'git' },
    }),
  ]);
  await expect(assertTools(ci, spring)).rejects.toThrow(
    'The pipeline would fail: no executor of the CI server has mvn',
  );
});

it('refuses programs that are on several executors, as one runs a whole build', async () => {
  const { ci } = given();
  ci.setExecutors(
    { java: '21', mvn: 'none', git: '2' },
    { java: '17', mvn: '3', git: '2' },
  );

  await expect(assertTools(ci, spring)).rejects.toThrow(
    'no executor of the CI server has mvn together with the other programs',
  );
});

it.each<[string, string, (ci: InMemoryCiServer) => void, string, string]>([
  [
    'the CI server does not answer',
    'java',
    ci => ci.setFailure({ kind: 'unreachable', message: 'It is away' }),
    'no-answer',
    'could not be found out: It is away',
  ],
  [
    'it has no executors',
    'java',
    () => {},
    'no-executors',
    'because no machine takes its builds at present',
  ],
  [
    'executors say nothing of a program',
    'java, mvn',
    ci => ci.setExecutors({}, { java: 'none' }),
    'untold',
    'do not say whether they have java, mvn',
  ],
  [
    'the declaration cannot be read',
    'java 21',
    () => {},
    'unreadable',
    'executor-tools is "java 21": write it like',
  ],
])(
  'says why it could not be found out, and is in the way of nothing: %s',
  async (_, declared, set, reason, words) => {
    const odd = template('spring', declared);
    const { ci, tools } = given(odd);
    set(ci);

    const message = expect.stringContaining(words);
    const unknown = expect.objectContaining({ reason });
    await expect(tools.checksOf(ref, credentials)).resolves.toEqual([
      { check: 'tools-unknown', ok: true, message, unknown },
    ]);
    await expect(tools.ofTemplates(credentials)).resolves.toMatchObject({
      templates: [{ unknown }],
    });
    await expect(assertTools(ci, odd)).resolves.toEqual(message);
  },
);
