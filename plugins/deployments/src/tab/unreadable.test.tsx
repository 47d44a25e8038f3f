import type { Cluster } from '@pilothouse/plugin-platform-common';
import { screen } from '@testing-library/react';
import { deploymentsOf, live, placement } from '../__testUtils__/fixtures';
import { Portal } from '../__testUtils__/portal';

const words = {
  en: {
    forbidden: (kind: string) =>
      new RegExp(`may not list ${kind} in cluster east, .* can grant it`),
    absent: (kind: string) =>
      new RegExp(`Cluster east does not serve ${kind}, `),
    nothing: 'Nothing runs of payments',
    notKnown: /^Whether east.* is not known/,
    missing: /does not run any more/,
    Pod: [
      'Which pods there are is not known: they cannot be read.',
      'No pods.',
    ],
    ReplicaSet: [
      'Which revisions there are is not known: they cannot be read.',
      'No revisions are kept.',
    ],
    Event: [
      'What happened is not known: events cannot be read.',
      'No events. Kubernetes forgets them after an hour.',
    ],
  },
  zh: {
    forbidden: (kind: string) => new RegExp(`无权列出集群 east 中的 ${kind}，`),
    absent: (kind: string) => new RegExp(`集群 east 不提供 ${kind}，`),
    nothing: 'payments 没有任何实例在运行',
    notKnown: /^不清楚 east.*是否在运行/,
    missing: /已不再运行/,
    Pod: ['无法读取 Pod，因此不清楚有哪些 Pod。', '没有 Pod。'],
    ReplicaSet: [
      '无法读取修订版本，因此不清楚有哪些修订版本。',
      '没有保留修订版本。',
    ],
    Event: [
      '无法读取事件，因此不清楚发生过什么。',
      '没有事件。Kubernetes 只保留一小时内的事件。',
    ],
  },
};

type Because = NonNullable<Cluster['unreadable']>[number]['because'];

const without = (kind: string, because: Because = 'forbidden'): Cluster => ({
  ...live('east'),
  unreadable: [{ kind, because }],
});
const bare = placement('prod', 'east', { pods: [], revisions: [], events: [] });

describe.each(['en', 'zh'] as const)('Deployments tab in %s', language => {
  const say = words[language];
  const open = (query: string, ...shown: Parameters<typeof deploymentsOf>) => {
    const portal = new Portal();
    portal.show(deploymentsOf(...shown));
    portal.open(language, query);
  };

  it.each(['forbidden', 'absent'] as const)(
    'does not say that nothing runs where Deployments are %s',
    async because => {
      open('', [without('Deployment', because)]);
      expect(
        await screen.findByText(say[because]('Deployment')),
      ).toBeInTheDocument();
      expect(
        screen.queryByRole('heading', { name: say.nothing }),
      ).not.toBeInTheDocument();
    },
  );

  it('says that nothing runs where only events cannot be read', async () => {
    open('', [without('Event')]);
    expect(
      await screen.findByRole('heading', { name: say.nothing }),
    ).toBeInTheDocument();
  });

  it('does not say that what is asked for is gone where it may not be listed', async () => {
    open('?at=east/shop-prod/Deployment/old', [without('Deployment')]);
    expect(await screen.findByText(say.notKnown)).toBeInTheDocument();
    expect(screen.queryByText(say.missing)).not.toBeInTheDocument();
  });

  it.each(['Pod', 'ReplicaSet', 'Event'] as const)(
    'does not say that there is no %s where it may not be listed',
    async kind => {
      const [notKnown = '', none = ''] = say[kind];
      open('', [without(kind)], bare);
      expect(await screen.findByText(notKnown)).toBeInTheDocument();
      expect(screen.getByText(say.forbidden(kind))).toBeInTheDocument();
      expect(screen.queryByText(none)).not.toBeInTheDocument();
    },
  );

  it('says that there is none where all can be read', async () => {
    open('', [live('east')], bare);
    for (const kind of ['Pod', 'ReplicaSet', 'Event'] as const) {
      expect(await screen.findByText(say[kind][1] ?? '')).toBeInTheDocument();
    }
  });
});
