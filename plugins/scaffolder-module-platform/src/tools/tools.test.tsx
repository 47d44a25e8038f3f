import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import {
  entityRouteRef,
  MockStarredEntitiesApi,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import type { ToolState } from '@pilothouse/plugin-platform-common';
import {
  renderIn,
  type TestLanguage,
} from '@pilothouse/plugin-platform-react/testing';
import { screen, waitFor, within } from '@testing-library/react';
import { lackingOf } from './lacking';
import { OnFormPage } from './OnFormPage';
import { ToolsCard } from './ToolsCard';

const java: ToolState = { name: 'java', atLeast: '21', found: 'missing' };
const mvn: ToolState = { name: 'mvn', found: 'missing' };
const old: ToolState = {
  name: 'node',
  atLeast: '22',
  found: 'too-old',
  version: '20.1',
};
const apart: ToolState = { name: 'helm', found: 'apart', version: '4.1' };
const unknown: ToolState = { name: 'git', found: 'unknown' };
const fine: ToolState = { name: 'npm', found: 'fine', version: '10' };

const told = {
  templates: [
    {
      ref: 'template:default/spring',
      title: 'Spring',
      tools: [java, mvn, old, apart, unknown, fine],
    },
    { ref: 'template:default/go', title: 'Go', tools: [unknown, fine] },
  ],
};

const words = {
  en: {
    notFoundOut: 'Whether its pipeline can run could not be found out.',
    why: [
      'The CI server was asked for its programs in vain: It is away',
      'The CI server has no machine that takes builds at present.',
      'The template declares the programs that it needs as “java 21”, which cannot be read',
    ],
    lacking: 'Its pipeline would fail at present.',
    each: [
      'No executor of the CI server has java 21 or newer.',
      'No executor of the CI server has mvn.',
      'The executors of the CI server have node 20.1; 22 or newer is needed.',
      'No executor of the CI server has helm together with the other programs that are needed.',
    ],
  },
  zh: {
    notFoundOut: '无法确定流水线能否运行。',
    why: [
      '未能从 CI 服务器查询可用的程序：It is away',
      'CI 服务器目前没有可接受构建的机器。',
      '模板声明所需程序为“java 21”，无法识别',
    ],
    lacking: '目前流水线无法成功运行。',
    each: [
      'CI 服务器的执行器上都没有 java 21 或更高版本。',
      'CI 服务器的执行器上都没有 mvn。',
      'CI 服务器的执行器上的 node 版本为 20.1，需要 22 或更高版本。',
      'CI 服务器上没有同时具备 helm 和其他所需程序的执行器。',
    ],
  },
};

function answering(answer = () => Response.json(told)) {
  return jest.fn(async (_url: string) => answer());
}

function open(
  path: string,
  language: TestLanguage = 'en',
  fetch = answering(),
) {
  show(path, language, fetch);
  return fetch;
}

function show(
  path: string,
  language: TestLanguage,
  fetch: ReturnType<typeof answering>,
) {
  return renderIn(
    language,
    <>
      <OnFormPage />
      <article>form</article>
    </>,
    { apis: [[fetchApiRef, { fetch }]], initialRouteEntries: [path] },
  );
}

const template = (name: string): TemplateEntityV1beta3 => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name, namespace: 'default', description: `About ${name}` },
  spec: { type: 'service', steps: [] },
});

function openCards(
  language: TestLanguage,
  templates: readonly TemplateEntityV1beta3[],
) {
  const fetch = answering();
  renderIn(
    language,
    <>
      {templates.map(each => (
        <ToolsCard key={each.metadata.name} template={each} />
      ))}
    </>,
    {
      apis: [
        [fetchApiRef, { fetch }],
        [permissionApiRef, mockApis.permission()],
        [starredEntitiesApiRef, new MockStarredEntitiesApi()],
      ],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
  return fetch;
}

it.each([
  ['en', 'service'],
  ['zh', '服务'],
] as const)('says on the card in %s what it makes', async (language, type) => {
  openCards(language, [
    template('go'),
    { ...template('lib'), spec: { type: 'library', steps: [] } },
  ]);

  expect(await screen.findByText(type)).toBeInTheDocument();
  expect(screen.getByText('library')).toBeInTheDocument();
});

it('finds what a pipeline would fail for', () => {
  expect(lackingOf(told, 'template:default/spring')).toEqual([
    java,
    mvn,
    old,
    apart,
  ]);
  expect(lackingOf(told, 'template:default/go')).toEqual([]);
  expect(lackingOf(told, 'template:default/other')).toEqual([]);
});

it.each(['en', 'zh'] as const)(
  'says at the top of the form what is missing (%s)',
  async language => {
    const { each, lacking } = words[language];
    open('/create/templates/default/Spring', language);

    const note = await screen.findByRole('region', { name: lacking });

    expect(screen.getByRole('article').firstChild).toContainElement(note);
    const items = within(note).getAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual(each);
  },
);

it.each(['en', 'zh'] as const)(
  'says on the form why it could not be found out (%s)',
  async language => {
    const reasons = [
      ['no-answer', 'It is away'],
      ['no-executors', 'no machine'],
      ['unreadable', 'java 21'],
    ] as const;
    for (const [at, [reason, because]] of reasons.entries()) {
      const { notFoundOut, why } = words[language];
      const go = { ...told.templates[1], unknown: { reason, because } };
      const { unmount } = show(
        '/create/templates/default/go',
        language,
        answering(() => Response.json({ templates: [go] })),
      );

      const note = await screen.findByRole('region', { name: notFoundOut });
      expect(note).toHaveTextContent(why[at]);
      unmount();
    }
  },
);

it('says that the portal could not be asked', async () => {
  const failing = answering(() => new Response('', { status: 500 }));
  open('/create/templates/default/go', 'en', failing);

  expect(
    await screen.findByRole('region', { name: words.en.notFoundOut }),
  ).toHaveTextContent('The portal could not be asked: Request failed with 500');
});

it('says nothing of a template that lacks nothing, or of which executors say nothing', async () => {
  const go = {
    ...told.templates[1],
    unknown: { reason: 'untold', because: 'git' },
  };
  const fetch = answering(() => Response.json({ templates: [go] }));
  open('/create/templates/default/go', 'en', fetch);

  await waitFor(() => expect(fetch).toHaveBeenCalled());
  await screen.findByText('form');
  expect(screen.getByRole('article')).toHaveTextContent(/^form$/);
});

it.each(['/create', '/create/templates', '/catalog/default/component/go'])(
  'asks nothing on %s',
  async path => {
    const fetch = open(path);

    await screen.findByText('form');
    expect(fetch).not.toHaveBeenCalled();
  },
);

it.each([
  ['en', 'Static site'],
  ['zh', '静态网站'],
] as const)('names templates on the cards (%s)', async (language, title) => {
  const metadata = {
    name: 'site',
    title: 'Static site',
    'ui:i18n': { zh: { title: '静态网站' } },
  };
  openCards(language, [{ ...template('site'), metadata }]);

  expect(await screen.findByText(title)).toBeVisible();
});

it.each(['en', 'zh'] as const)(
  'says it on the cards, and asks once for all (%s)',
  async language => {
    const { each, lacking } = words[language];
    const fetch = openCards(language, [template('spring'), template('go')]);

    const said = await screen.findByText(lacking);
    expect(said.parentElement).toHaveTextContent(each.join(' '));
    expect(await screen.findByText('About go')).toBeVisible();
    expect(screen.getByText('About spring')).toBeVisible();
    expect(screen.getAllByText(lacking)).toHaveLength(1);
    const asked = fetch.mock.calls.filter(([url]) => url.endsWith('/tools'));
    expect(asked).toHaveLength(1);
  },
);
