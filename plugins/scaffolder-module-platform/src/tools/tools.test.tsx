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
const unknown: ToolState = { name: 'git', found: 'unknown' };
const fine: ToolState = { name: 'npm', found: 'fine', version: '10' };

const told = {
  templates: [
    {
      ref: 'template:default/spring',
      title: 'Spring',
      tools: [java, mvn, old, unknown, fine],
    },
    { ref: 'template:default/go', title: 'Go', tools: [unknown, fine] },
  ],
};

const words = {
  en: {
    lacking: 'Its pipeline would fail at present.',
    each: [
      'No executor of the CI server has java 21 or newer.',
      'No executor of the CI server has mvn.',
      'The executors of the CI server have node 20.1; 22 or newer is needed.',
    ],
  },
  zh: {
    lacking: '目前流水线无法成功运行。',
    each: [
      'CI 服务器的执行器上都没有 java 21 或更高版本。',
      'CI 服务器的执行器上都没有 mvn。',
      'CI 服务器的执行器上的 node 版本为 20.1，需要 22 或更高版本。',
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
  renderIn(
    language,
    <>
      <OnFormPage />
      <article>form</article>
    </>,
    { apis: [[fetchApiRef, { fetch }]], initialRouteEntries: [path] },
  );
  return fetch;
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

it('finds what a pipeline would fail for', () => {
  expect(lackingOf(told, 'template:default/spring')).toEqual([java, mvn, old]);
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

it.each([
  ['of a template that lacks nothing', answering()],
  ['when nothing is known', answering(() => new Response('', { status: 500 }))],
])('says nothing %s', async (_, fetch) => {
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
