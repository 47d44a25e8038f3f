import type { Cluster } from '@pilothouse/plugin-platform-common';
import { screen } from '@testing-library/react';
import { renderIn } from '../testing';
import { useUnreadable } from './useUnreadable';

function Said({ cluster }: { cluster: Cluster }) {
  const say = useUnreadable();
  return (
    <ul>
      {say(cluster).map(line => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

const cluster: Cluster = {
  name: 'east',
  title: 'East',
  knowledge: { kind: 'live', syncedAt: '2031-04-01T08:00:00.000Z' },
  unreadable: [
    { kind: 'Pod', because: 'forbidden' },
    { kind: 'Deployment', because: 'absent' },
    { kind: 'Event', because: 'forbidden' },
  ],
};

it.each([
  [
    'en',
    [
      "The portal's account may not list Pod and Event in cluster East, so they are missing here. The cluster's administrators can grant it.",
      'Cluster East does not serve Deployment, so they are missing here.',
    ],
  ],
  [
    'zh',
    [
      '门户的账号无权列出集群 East 中的 Pod 和 Event，因此这里缺少这些内容。可请集群管理员授权。',
      '集群 East 不提供 Deployment，因此这里缺少这些内容。',
    ],
  ],
] as const)(
  'says in %s what cannot be read, and why',
  async (language, lines) => {
    renderIn(language, <Said cluster={cluster} />);
    const items = await screen.findAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual(lines);
  },
);

it('says nothing where all can be read', async () => {
  renderIn('en', <Said cluster={{ ...cluster, unreadable: undefined }} />);
  expect(await screen.findByRole('list')).toBeEmptyDOMElement();
});
