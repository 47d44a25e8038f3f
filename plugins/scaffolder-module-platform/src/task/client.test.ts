import type { EntityMeta } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { LogEvent } from '@backstage/plugin-scaffolder-common';
import { TaskClient } from './client';

function event(type: LogEvent['type'], id: number): LogEvent {
  return {
    type,
    id,
    taskId: 'a-run',
    createdAt: '2026-01-02T03:04:05.000Z',
    body: {
      message: 'Step job has been cancelled.',
      stepId: 'job',
      status: type === 'cancelled' ? 'cancelled' : 'processing',
    },
  };
}

const owner = {
  ref: 'group:default/shop',
  title: 'Shop',
  applications: [],
  environments: [],
};

/** A client in a language, to which the scaffolder gives the same answer for all it asks. */
function clientTold(answer: unknown, language = 'en', head?: EntityMeta) {
  return new TaskClient({
    catalogApi: {
      async getEntityByRef() {
        if (!head) throw new Error('The catalog is away');
        return { apiVersion: 'v1', kind: 'Template', metadata: head };
      },
    },
    creation: {
      choices: async () => ({ owners: [owner], silentClusters: [] }),
      entities: async () => [],
    },
    discoveryApi: { getBaseUrl: async () => 'http://portal/api/scaffolder' },
    fetchApi: { fetch: async () => Response.json(answer) },
    languageApi: { getLanguage: () => ({ language }) },
    scmIntegrationsApi: ScmIntegrations.fromConfig(new ConfigReader({})),
    useLongPollingLogs: true,
  });
}

/** All that a page is told of a run with these events. */
async function toldOf(events: readonly LogEvent[], language?: string) {
  const client = clientTold(events, language);
  const told: LogEvent[] = [];
  await new Promise<void>((resolve, reject) => {
    client.streamLogs({ taskId: 'a-run' }).subscribe({
      next: each => told.push(each),
      complete: resolve,
      error: reject,
    });
  });
  return told;
}

it('tells the end of the step at which a run was cancelled, before the cancel', async () => {
  const [begun, cancelled, done] = [
    event('log', 1),
    event('cancelled', 2),
    event('completion', 3),
  ];
  expect(await toldOf([begun, cancelled, done])).toEqual([
    begun,
    { ...cancelled, type: 'log' },
    cancelled,
    done,
  ]);
});

const zh = (words: object) => ({ 'ui:i18n': { zh: words } });
const form = {
  title: 'Static site',
  description: 'A site',
  presentation: {
    buttonLabels: {
      createButtonText: 'Go',
      ...zh({ createButtonText: '开始' }),
    },
  },
  steps: [
    {
      title: 'Site',
      schema: {
        title: 'Site',
        properties: { name: { title: 'Name', ...zh({ title: '名称' }) } },
        ...zh({ title: '网站', description: '填写网站信息' }),
      },
    },
    { title: 'Please enter the following information', schema: {} },
  ],
};
const head = {
  name: 'site',
  ...zh({ title: '静态网站', description: '网站' }),
};

it.each([
  ['en', head, ['Static site', 'A site', 'Go', 'Site', undefined, 'Name']],
  ['zh', head, ['静态网站', '网站', '开始', '网站', '填写网站信息', '名称']],
  [
    'zh',
    undefined,
    ['Static site', 'A site', '开始', '网站', '填写网站信息', '名称'],
  ],
])('tells a form in %s', async (language, metadata, words) => {
  const client = clientTold(form, language, metadata);
  const told = await client.getTemplateParameterSchema('template:default/site');
  const [first, second] = told.steps;

  expect([
    told.title,
    told.description,
    told.presentation?.buttonLabels?.createButtonText,
    first.title,
    first.description,
    JSON.parse(JSON.stringify(first.schema)).properties.name.title,
  ]).toEqual(words);
  expect(second.title).toBe('Please enter the following information');
});

it('tells a form the names of what its fields keep', async () => {
  const properties = { owner: { 'ui:field': 'PilothouseTeam' } };
  const client = clientTold({
    title: 'Site',
    steps: [{ title: 'Site', schema: { properties } }],
  });
  const { steps } = await client.getTemplateParameterSchema('template:a/b');
  expect(steps[0].schema.properties).toEqual({
    owner: {
      'ui:field': 'PilothouseTeam',
      enum: [owner.ref],
      enumNames: [owner.title],
    },
  });
});

it.each([
  ['en', 'Build', 'Repository'],
  ['zh', '构建', '代码仓库'],
])('tells a run in %s', async (language, step, link) => {
  const steps = [
    {
      id: 'a',
      name: 'Build',
      action: 'b',
      input: { c: 1 },
      ...zh({ name: '构建' }),
    },
  ];
  const client = clientTold(
    { id: 'a-run', spec: { parameters: {}, steps } },
    language,
  );
  const links = [{ title: 'Repository', ...zh({ title: '代码仓库' }) }];
  const done = event('completion', 1);
  const body = { ...done.body, output: { links } };

  expect((await client.getTask('a-run')).spec.steps).toEqual([
    { id: 'a', name: step, action: 'b', input: { c: 1 } },
  ]);
  expect(await toldOf([{ ...done, body }], language)).toEqual([
    { ...done, body: { ...body, output: { links: [{ title: link }] } } },
  ]);
});
