import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { withLayout } from '@pilothouse/plugin-platform-react/testing';
import { Portal } from '../__testUtils__/portal';
import { placement, pod, service, silent } from '../__testUtils__/services';

const words = {
  en: {
    loading: 'Asking what runs of this service…',
    failed: 'What runs of this service could not be read',
    nowhere: 'This service runs nowhere',
    unknown: 'It is not known where this service runs',
    silent: /Cluster east has not answered for/,
    stale: /Cluster east has not answered for/,
    staleSince: /is shown as it was then/,
    missing: 'prod is not among what runs',
    noPods: /No pod runs here now/,
    podGone: /^Pod web-z is not there: /,
    podGoneState: 'This pod is not there',
    nothingComes: 'Nothing comes while the cluster does not answer',
    readAll: 'Read all pods',
    notAllowed: 'You may not read these logs',
    ask: /Ask a lead of the team/,
    notThere: 'It is not there any more, or you may not see it',
    gone: 'This workload no longer exists',
    tailFailed: 'The logs could not be read',
    retry: 'Try again',
    details: 'Details',
    environment: 'Environment dev · east',
    allPods: 'Pod All pods (2)',
    allContainers: 'Container All containers',
    live: 'Run Live',
    previous: 'Before the last restart',
  },
  zh: {
    loading: '正在查询此服务的运行情况…',
    failed: '无法读取此服务的运行情况',
    nowhere: '此服务没有在任何地方运行',
    unknown: '暂时无法得知此服务在哪里运行',
    silent: /集群 east 已.*没有响应/,
    stale: /集群 east 已 .+没有响应/,
    staleSince: /当时的运行情况/,
    missing: 'prod 不在运行中的工作负载之列',
    noPods: /这里目前没有运行中的 Pod/,
    podGone: /^Pod web-z 不存在：/,
    podGoneState: '此 Pod 不存在',
    nothingComes: '集群没有响应，暂时收不到日志',
    readAll: '查看全部 Pod',
    notAllowed: '您无权查看这些日志',
    ask: /负责人申请查看日志的角色/,
    notThere: '已不存在，或您无权查看',
    gone: '此工作负载已不存在',
    tailFailed: '无法读取日志',
    retry: '重试',
    details: '详细信息',
    environment: '环境 dev · east',
    allPods: 'Pod 全部 Pod（2）',
    allContainers: '容器 全部容器',
    live: '运行 实时',
    previous: '上次重启之前',
  },
};

const dev = placement(
  'dev',
  pod('web-a', 'app', 'proxy'),
  pod('web-b', 'app', 'proxy'),
);
const test = placement('test', pod('web-c', 'app'));

function opened(language: 'en' | 'zh', shown = service([dev]), query = '') {
  const portal = new Portal();
  portal.show(shown);
  portal.visit(language, query);
  return portal;
}

withLayout();

describe.each(['en', 'zh'] as const)('Logs tab in %s', language => {
  const say = words[language];

  it('says what it waits for', async () => {
    new Portal().visit(language);
    expect(await screen.findByText(say.loading)).toBeInTheDocument();
  });

  it('says why what runs cannot be read', async () => {
    const portal = new Portal();
    portal.streams.fail('deployments.service', 'Error', 'no clusters');
    portal.visit(language);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(say.failed);
    expect(alert).toHaveTextContent('no clusters');
  });

  it.each(['NotFoundError', 'NotAllowedError'])(
    'does not say that the portal is silent where it told of a %s',
    async name => {
      const portal = new Portal();
      portal.streams.fail('deployments.service', name, 'said the portal');
      portal.visit(language);
      const alert = await screen.findByRole('alert');
      expect(alert).not.toHaveTextContent(say.failed);
      expect(alert).toHaveTextContent(
        name === 'NotFoundError' ? say.notThere : say.notAllowed,
      );
    },
  );

  it.each([
    ['nowhere', service([]), '', say.nowhere, undefined],
    ['unknown', service([], [silent]), '', say.unknown, say.silent],
    ['missing', service([dev]), '?at=prod', say.missing, undefined],
  ] as const)(
    'tells that it runs %s, and reads nothing',
    async (_case, shown, query, title, more) => {
      const portal = opened(language, shown, query);
      expect(await screen.findByText(title)).toBeInTheDocument();
      expect(screen.getByText(more ?? title)).toBeVisible();
      expect(portal.asked).toEqual([]);
    },
  );

  it('calls a cluster by its title', async () => {
    const east = { ...silent, title: 'East' };
    opened(language, service([dev, test], [east]));
    expect(
      await screen.findByRole('button', { name: /dev · East$/ }),
    ).toBeInTheDocument();
  });

  it('leads from what is missing to what runs', async () => {
    const portal = opened(language, service([dev]), '?at=prod');
    await userEvent.click(
      await screen.findByRole('button', { name: 'dev · east' }),
    );
    await waitFor(() => expect(portal.asked).toHaveLength(1));
    expect(portal.asked[0]?.target.namespace).toBe('dev');
  });

  it('reads on beside a cluster that does not answer, and dates what is known', async () => {
    const portal = opened(language, service([dev], [silent]));
    const [note] = await screen.findAllByRole('listitem');
    expect(note).toHaveTextContent(say.stale);
    expect(note).toHaveTextContent(say.staleSince);
    expect(note).toHaveTextContent('ECONNREFUSED');
    await waitFor(() => expect(portal.asked).toHaveLength(1));
    portal.say({ kind: 'live' });
    expect(await screen.findByText(say.nothingComes)).toBeInTheDocument();
  });

  it('says that no pod runs', async () => {
    opened(language, service([placement('dev')]));
    expect(await screen.findByText(say.noPods)).toBeInTheDocument();
  });

  it('says that a pod is not there, and leads to all others', async () => {
    const portal = opened(language, service([dev]), '?pod=web-z');
    await waitFor(() => expect(portal.asked).toHaveLength(1));
    portal.say({ kind: 'live' });
    expect(await screen.findByText(say.podGone)).toBeInTheDocument();
    const told = screen.getAllByRole('status').map(each => each.textContent);
    expect(told).toContain(say.podGoneState);
    await userEvent.click(screen.getByRole('button', { name: say.readAll }));
    await waitFor(() => expect(portal.asked).toHaveLength(2));
    expect(portal.asked[1]?.pods).toBeUndefined();
    expect(screen.queryByText(say.podGone)).not.toBeInTheDocument();
  });

  it.each([
    [403, 'NotAllowedError', say.notAllowed, say.ask],
    [404, 'NotFoundError', say.gone, undefined],
    [400, 'InputError', say.tailFailed, undefined],
  ] as const)(
    '%i: says what it means, and reads again when asked',
    async (...refused) => {
      const [status, name, title, advice] = refused;
      const portal = new Portal();
      portal.refuse({ status, name, message: 'said the server' });
      portal.show(service([dev]));
      portal.visit(language);
      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent(title);
      expect(alert).toHaveTextContent(advice ?? title);
      expect(within(alert).getByText(say.details)).toBeInTheDocument();
      expect(alert).toHaveTextContent('said the server');
      expect(portal.asked).toHaveLength(1);
      portal.refuse(undefined);
      await userEvent.click(
        within(alert).getByRole('button', { name: say.retry }),
      );
      await waitFor(() => expect(portal.asked).toHaveLength(2));
      await waitFor(() =>
        expect(screen.queryByRole('alert')).not.toBeInTheDocument(),
      );
    },
  );

  it('calls what is chosen by its label and its value', async () => {
    opened(language, service([dev, test]));
    for (const name of [
      say.environment,
      say.allPods,
      say.allContainers,
      say.live,
    ]) {
      expect(await screen.findByRole('button', { name })).toBeInTheDocument();
    }
  });

  it('reads one pod, one container and the run before, as the address says', async () => {
    const portal = opened(
      language,
      service([dev]),
      '?at=dev&pod=web-b&container=proxy&previous=true',
    );
    await waitFor(() => expect(portal.asked).toHaveLength(1));
    expect(portal.asked[0]).toMatchObject({
      target: { cluster: 'east', namespace: 'dev', name: 'web' },
      pods: ['web-b'],
      container: 'proxy',
      previous: true,
    });
  });

  it('reads the run before the last restart when it is chosen', async () => {
    const portal = opened(language);
    await userEvent.click(
      await screen.findByRole('button', { name: say.live }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: say.previous }),
    );
    await waitFor(() =>
      expect(portal.asked.at(-1)).toMatchObject({ previous: true }),
    );
    expect(screen.getByTestId('address')).toHaveTextContent('previous=true');
  });
});
