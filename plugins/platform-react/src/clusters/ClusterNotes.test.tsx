import type { Cluster } from '@pilothouse/plugin-platform-common';
import { screen } from '@testing-library/react';
import { renderIn } from '../testing';
import { ClusterNotes } from './ClusterNotes';

const since = new Date(Date.now() - 3 * 60_000).toISOString();
const because = 'dial tcp 10.0.0.2:6443: connection refused';
const east = (knowledge: Cluster['knowledge']): Cluster => ({
  name: 'east',
  title: 'East',
  knowledge,
});
const connecting = east({ kind: 'connecting', since });
const stale = east({ kind: 'stale', since, because, reason: 'refused' });
const inPart = east({ kind: 'stale', since, because, reason: 'in-part' });
const catchingUp = east({
  kind: 'stale',
  since,
  because,
  reason: 'catching-up',
});
const rightsUnknown = east({
  kind: 'stale',
  since,
  because,
  reason: 'rights-unknown',
});
const unreachable = east({ kind: 'unreachable', since, because });
const live = east({ kind: 'live', syncedAt: since });
const bare: Cluster = {
  ...live,
  unreadable: [{ kind: 'Pod', because: 'forbidden' }],
};

async function notesOf(language: 'en' | 'zh', clusters: Cluster[]) {
  renderIn(
    language,
    <main>
      <ClusterNotes clusters={clusters} />
    </main>,
  );
  const page = await screen.findByRole('main');
  return [...page.querySelectorAll('li')].map(note => note.textContent);
}

it.each<[string, Cluster, RegExp, RegExp]>([
  ['is connected', connecting, /is being connected, for 3 min/, /正在连接/],
  [
    'is silent',
    stale,
    /^Cluster East has not answered for 3 min\. .*refuses connections.*10\.0\.0\.2/,
    /^集群 East 已 3 分钟没有响应。.*拒绝连接.*10\.0\.0\.2/,
  ],
  [
    'answers in part',
    inPart,
    /^Cluster East has told only a part for 3 min\. .*some of its objects/,
    /^集群 East 已 3 分钟只返回部分信息。.*部分对象已无法读取/,
  ],
  [
    'answers again',
    catchingUp,
    /^Cluster East answers again after 3 min\. What runs there is being read anew, and is shown as it was before\.$/,
    /^集群 East 在 3 分钟后恢复响应，正在重新读取/,
  ],
  [
    'has not said yet what one may see',
    rightsUnknown,
    /^Cluster East answers, but could not say yet what you may see there\. Until it does, .* may be missing here\.The portal asks it again by itself.*10\.0\.0\.2/,
    /^集群 East 有响应，但暂时无法查询您可以查看其中哪些内容。.*自动重试.*10\.0\.0\.2/,
  ],
  ['cannot be reached', unreachable, /cannot be reached.*10\.0/, /无法访问/],
  ['may not be read whole', bare, /may not list Pod/, /无权列出/],
])('says in both languages of a cluster that it %s', async (...row) => {
  const [, cluster, english, chinese] = row;
  for (const [language, words] of [
    ['en', english],
    ['zh', chinese],
  ] as const) {
    expect(await notesOf(language, [cluster])).toEqual([
      expect.stringMatching(words),
    ]);
    document.body.innerHTML = '';
  }
});

it.each([
  ['en', 'Cluster East is being read.'],
  ['zh', '正在读取集群 East。'],
] as const)(
  'says in %s that one is read the first time',
  async (language, said) => {
    renderIn(
      language,
      <ClusterNotes clusters={[live, stale]} pending={['east']} />,
    );
    expect(await screen.findByRole('status')).toHaveTextContent(said);
  },
);

it('says nothing of one that is heard', async () => {
  expect(await notesOf('en', [live])).toEqual([]);
});
