import type { Cluster } from '@pilothouse/plugin-platform-common';
import { screen, waitFor } from '@testing-library/react';
import { withLayout } from '@pilothouse/plugin-platform-react/testing';
import { Portal } from '../__testUtils__/portal';
import { placement, pod, service } from '../__testUtils__/services';

const words = {
  en: {
    unknown: 'It is not known where this service runs',
    nowhere: 'This service runs nowhere',
    noPods: /No pod runs here now/,
    podsNotKnown: 'Which pods run here is not known: they cannot be read.',
    why: (kind: string) =>
      new RegExp(`may not list ${kind} in cluster east, .* can grant it`),
  },
  zh: {
    unknown: '暂时无法得知此服务在哪里运行',
    nowhere: '此服务没有在任何地方运行',
    noPods: /这里目前没有运行中的 Pod/,
    podsNotKnown: '无法读取 Pod，因此不清楚这里运行着哪些 Pod。',
    why: (kind: string) => new RegExp(`无权列出集群 east 中的 ${kind}，`),
  },
};

const without = (kind: string): Cluster => ({
  name: 'east',
  knowledge: { kind: 'live', syncedAt: '2031-04-01T08:00:00Z' },
  unreadable: [{ kind, because: 'forbidden' }],
});

withLayout();

describe.each(['en', 'zh'] as const)('Logs tab in %s', language => {
  const say = words[language];
  const opened = (shown: ReturnType<typeof service>) => {
    const portal = new Portal();
    portal.show(shown);
    portal.visit(language);
    return portal;
  };

  it('does not take Deployments that may not be listed for none', async () => {
    opened(service([], [without('Deployment')]));
    expect(await screen.findByText(say.unknown)).toBeInTheDocument();
    expect(screen.getByText(say.why('Deployment'))).toBeInTheDocument();
    expect(screen.queryByText(say.nowhere)).not.toBeInTheDocument();
  });

  it('does not take pods that may not be listed for none', async () => {
    opened(service([placement('dev')], [without('Pod')]));
    expect(await screen.findByText(say.podsNotKnown)).toBeInTheDocument();
    expect(screen.getByText(say.why('Pod'))).toBeInTheDocument();
    expect(screen.queryByText(say.noPods)).not.toBeInTheDocument();
  });

  it('says nothing of kinds that logs do not need', async () => {
    const portal = opened(
      service([placement('dev', pod('web-a', 'app'))], [without('Event')]),
    );
    await waitFor(() => expect(portal.asked).toHaveLength(1));
    expect(screen.queryByText(say.why('Event'))).not.toBeInTheDocument();
  });
});
