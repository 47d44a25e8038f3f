import { screen, waitFor } from '@testing-library/react';
import { renderIn } from '../testing';
import { PipelineNote } from './PipelineNote';
import {
  knowledgeOfPipelines,
  type KnownPipelines,
} from './useBrokenPipelines';

const ago = (seconds: number) =>
  new Date(Date.now() - seconds * 1_000).toISOString();
const because = { kind: 'unreachable', message: 'Connection refused' } as const;

function known(more: Partial<KnownPipelines> = {}): KnownPipelines {
  return {
    state: 'told',
    services: {},
    waiting: {},
    unread: 0,
    readAt: ago(5),
    ...more,
  };
}

const silent = { count: 2, since: ago(200), because };

const nothing = /^$/;

it.each<[string, Partial<KnownPipelines>, RegExp, RegExp]>([
  ['all is known', {}, nothing, nothing],
  ['the portal has not answered yet', { state: 'reading' }, nothing, nothing],
  [
    'the portal does not tell',
    { state: 'not-read' },
    /could not be read from the portal/,
    /无法从门户读取/,
  ],
  [
    'some were not read yet',
    { unread: 3 },
    /pipelines of 3 services are still being read/,
    /正在从 CI 服务器读取 3 个服务的流水线/,
  ],
  [
    'the CI server is silent',
    { silent, unread: 3 },
    /For 3 min the CI server has not told how the pipelines of 2 services/,
    /CI 服务器已 3 分钟没有返回 2 个服务/,
  ],
  [
    'it was all read a while ago',
    { readAt: ago(130) },
    /Pipelines as they were 2 min\. ago/,
    /流水线为 2 分钟前的状态/,
  ],
])('says in both languages that %s', async (_, more, english, chinese) => {
  for (const [language, words] of [
    ['en', english],
    ['zh', chinese],
  ] as const) {
    const { unmount } = renderIn(
      language,
      <div data-testid="page">
        <PipelineNote known={known(more)} />
      </div>,
    );
    const page = await screen.findByTestId('page');
    await waitFor(() => expect(page).toHaveTextContent(words));
    unmount();
  }
});

it('says under the pointer why the CI server is silent', async () => {
  renderIn('en', <PipelineNote known={known({ silent })} />);
  expect(await screen.findByTitle('Connection refused')).toBeInTheDocument();
});

it.each<[Partial<KnownPipelines>, ReturnType<typeof knowledgeOfPipelines>]>([
  [{}, 'all'],
  [{ state: 'reading' }, 'reading'],
  [{ unread: 1 }, 'reading'],
  [{ state: 'not-read' }, 'not-known'],
  [{ silent }, 'not-known'],
  [{ silent, unread: 1 }, 'not-known'],
])('of %j is known: %s', (more, expected) => {
  expect(knowledgeOfPipelines(known(more))).toBe(expected);
});
