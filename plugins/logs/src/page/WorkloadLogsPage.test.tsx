import { screen, waitFor } from '@testing-library/react';
import { withLayout } from '@pilothouse/plugin-platform-react/testing';
import { linesOf, sources } from '../__testUtils__/lines';
import { Portal } from '../__testUtils__/portal';
import { placement, pod, service, silent } from '../__testUtils__/services';

const words = {
  en: {
    title: 'Logs of web',
    missing: 'east/dev/Deployment/web is not among what runs',
    notKnown: 'Whether east/dev/Deployment/web runs is not known',
    removed: /It was removed or renamed, or you may not see it/,
    failed: 'Which pods web has could not be read',
    silent: /Cluster east has not answered for/,
  },
  zh: {
    title: 'web 的日志',
    missing: 'east/dev/Deployment/web 不在运行中的工作负载之列',
    notKnown: '不清楚 east/dev/Deployment/web 是否在运行',
    removed: /已被删除或改名，或者您已无权查看/,
    failed: '无法读取 web 有哪些 Pod',
    silent: /集群 east 已.*没有响应/,
  },
};

const target = {
  cluster: 'east',
  namespace: 'dev',
  kind: 'Deployment',
  name: 'web',
} as const;
const id = Object.values(target).join('/');
const path = `/workloads/${id}/logs`;
const web = { ...placement(id, pod('web-a', 'app')), ref: target };
const workload = (...of: Parameters<typeof service>) => ({
  ...service(...of),
  services: [],
});

withLayout();

describe.each(['en', 'zh'] as const)('logs of a workload in %s', language => {
  const say = words[language];

  it('are read without the catalog, and lead back to the workload', async () => {
    const portal = new Portal();
    portal.streams.show('deployments.workload', workload([web]));
    portal.visitWorkload(language, path);
    await waitFor(() =>
      expect(portal.asked).toEqual([expect.objectContaining({ target })]),
    );
    portal.say(...sources, linesOf(['started']));
    expect(await screen.findByText('started')).toBeInTheDocument();
    const heading = screen.getByRole('heading', { name: say.title });
    expect(heading.querySelector('a')).toHaveAttribute(
      'href',
      `/workloads/${id}`,
    );
  });

  it('are of the pod that is asked for', async () => {
    const portal = new Portal();
    portal.streams.show('deployments.workload', workload([web]));
    portal.visitWorkload(language, `${path}?pod=web-a`);
    await waitFor(() =>
      expect(portal.asked).toEqual([
        expect.objectContaining({ target, pods: ['web-a'] }),
      ]),
    );
  });

  it('are not there for what does not exist or may not be seen, in the same words', async () => {
    const portal = new Portal();
    portal.streams.fail('deployments.workload', 'NotFoundError', 'no east');
    portal.visitWorkload(language, path);
    expect(await screen.findByText(say.missing)).toBeInTheDocument();
    expect(screen.getByText(say.removed)).toBeInTheDocument();
    expect(portal.asked).toEqual([]);
  });

  it.each([
    ['is gone', workload([]), 'missing', 'removed'],
    ['is not known', workload([], [silent]), 'notKnown', 'silent'],
  ] as const)('are not there where it %s', async (_, shown, title, why) => {
    const portal = new Portal();
    portal.streams.show('deployments.workload', shown);
    portal.visitWorkload(language, path);
    expect(await screen.findByText(say[title])).toBeInTheDocument();
    expect(screen.getByText(say[why])).toBeInTheDocument();
    expect(portal.asked).toEqual([]);
  });

  it('say that they cannot be had', async () => {
    const portal = new Portal();
    portal.streams.fail('deployments.workload', 'Error', 'no clusters');
    portal.visitWorkload(language, path);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(say.failed);
    expect(alert).toHaveTextContent('no clusters');
  });
});

it('are not of kinds that are no workloads', async () => {
  new Portal().visitWorkload('en', '/workloads/east/dev/Secret/web/logs');
  expect(await screen.findByText(/404|not found/i)).toBeInTheDocument();
});
