import { fetchApiRef } from '@backstage/frontend-plugin-api';
import type { PlatformPart } from '@pilothouse/plugin-platform-common';
import {
  healthOf,
  LiveStreams,
  renderIn,
  type TestLanguage,
} from '@pilothouse/plugin-platform-react/testing';
import { screen, waitFor, within } from '@testing-library/react';
import { PlatformPage } from './PlatformPage';

const since = new Date(Date.now() - 5 * 60_000).toISOString();

const etcd: PlatformPart = {
  name: 'etcd',
  title: 'etcd',
  version: '3.6.5',
  state: 'ready',
  since,
  address: '127.0.0.1:7011',
  restarts: 2,
};
const metrics: PlatformPart = {
  name: 'metrics',
  title: 'Prometheus',
  state: 'building',
  since,
  detail: 'Compiling',
  progress: 0.4,
};
const forge: PlatformPart = {
  name: 'forge',
  title: 'Forge',
  state: 'failed',
  since,
  detail: 'Port 7012 is taken',
  advice: 'Stop what listens there',
  logFile: '/state/logs/forge.log',
};

function open(language: TestLanguage) {
  const streams = new LiveStreams();
  renderIn(language, <PlatformPage />, { apis: [[fetchApiRef, streams]] });
  return streams;
}

const words = {
  en: {
    loading: 'Asking how the platform is…',
    allUp: 'Everything is up: 1 part',
    building: '1 part is still being set up; the portal can be used',
    failed: 'Forge has failed',
    nothing: 'Nothing tells the portal how its platform is',
    up: 'Up',
    refused: 'You may not see the state of the platform',
    stale: /the connection to the portal is lost/,
  },
  zh: {
    loading: '正在查询平台状态…',
    allUp: '一切正常：共 1 个组件',
    building: '还有 1 个组件正在准备，门户已可使用',
    failed: '1 个组件出现故障：Forge',
    nothing: '门户没有平台状态的来源',
    up: '正常',
    refused: '您无权查看平台状态',
    stale: /与门户的连接已断开/,
  },
};

describe.each(['en', 'zh'] as const)('platform page in %s', language => {
  const say = words[language];

  it('says what it waits for, and then how the platform is', async () => {
    const streams = open(language);
    expect(await screen.findByText(say.loading)).toBeInTheDocument();
    await waitFor(() => expect(streams.opened).toBe(1));
    streams.show('health.parts', healthOf(etcd));
    expect(
      await screen.findByRole('heading', { name: say.allUp }),
    ).toBeInTheDocument();

    const row = screen.getByRole('row', { name: /etcd/ });
    expect(within(row).getByText(say.up)).toBeInTheDocument();
    expect(row).toHaveTextContent('3.6.5');
    expect(row).toHaveTextContent('127.0.0.1:7011');
    expect(within(row).getByText('2')).toBeInTheDocument();
  });

  it('follows what changes in place', async () => {
    const streams = open(language);
    await waitFor(() => expect(streams.opened).toBe(1));
    streams.show('health.parts', healthOf(etcd, metrics));
    await screen.findByRole('heading', { name: say.building });
    expect(screen.getByRole('progressbar')).toHaveAttribute(
      'aria-valuenow',
      '40',
    );
    streams.show('health.parts', healthOf(etcd, metrics, forge));
    await screen.findByRole('heading', { name: say.failed });
    const row = screen.getByRole('row', { name: /Forge/ });
    expect(row).toHaveTextContent('Port 7012 is taken');
    expect(row).toHaveTextContent('Stop what listens there');
    expect(row).toHaveTextContent('/state/logs/forge.log');
  });

  it('keeps what was known, dated, when the connection is lost', async () => {
    const streams = open(language);
    await waitFor(() => expect(streams.opened).toBe(1));
    streams.show('health.parts', healthOf(etcd));
    await screen.findByRole('heading', { name: say.allUp });
    streams.break(new Error('lost'));
    expect(await screen.findByText(say.stale)).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /etcd/ })).toBeInTheDocument();
  });

  it('does not show an empty page when nothing is known', async () => {
    const streams = open(language);
    await waitFor(() => expect(streams.opened).toBe(1));
    streams.show('health.parts', { sources: [] });
    expect(
      await screen.findByRole('heading', { name: say.nothing }),
    ).toBeInTheDocument();
  });

  it('says whom to ask when one may not look', async () => {
    const streams = new LiveStreams();
    streams.fail('health.parts', 'NotAllowedError', 'Only members of a team');
    renderIn(language, <PlatformPage />, { apis: [[fetchApiRef, streams]] });
    expect(await screen.findByText(say.refused)).toBeInTheDocument();
    expect(screen.getByText(/Only members of a team/)).toBeInTheDocument();
  });
});
