import type { ServerResponse } from 'node:http';
import { mockServices } from '@backstage/backend-test-utils';
import type { KubeObject } from '@pilothouse/plugin-platform-node';
import {
  keeps,
  kubeReaderLaws,
  type KubeReaderBench,
} from '@pilothouse/plugin-platform-node/testing';
import { ScriptedServer } from '../testing/ScriptedServer';
import { until } from '../testing/until';
import { WatchedClusters } from './WatchedClusters';

jest.setTimeout(120_000);

/** A cluster with nothing but pods, and whoever watches it. */
async function bench(): Promise<KubeReaderBench> {
  let version = 1;
  let pods: ServerResponse | undefined;
  const server = await ScriptedServer.start({
    list: path =>
      path === '/api/v1/pods'
        ? { metadata: { resourceVersion: '1' }, items: [] }
        : undefined,
    watch: (_, response) => {
      pods = response;
    },
  });
  const clusters = new WatchedClusters({ logger: mockServices.logger.mock() });
  clusters.connect({
    clusters: async () => [
      {
        name: 'east',
        url: server.url,
        authMetadata: { 'kubernetes.io/auth-provider': 'localKubectlProxy' },
      },
    ],
    credential: async () => ({ type: 'anonymous' }),
  });
  const close = async () => {
    await clusters.end();
    await server.close();
  };
  const isLive = () =>
    pods !== undefined &&
    clusters.reader.cluster('east')?.kindState('pods').kind === 'live';
  await until(isLive, Boolean, 60_000).catch(async error => {
    await close();
    throw error;
  });
  const tell = async (type: string, { metadata }: KubeObject) => {
    version += 1;
    const resourceVersion = String(version);
    const object = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...metadata, resourceVersion },
    };
    pods?.write(`${JSON.stringify({ type, object })}\n`);
  };
  return {
    kube: clusters.reader,
    cluster: 'east',
    put: pod => {
      const { namespace, name = '' } = pod.metadata ?? {};
      const known = clusters.reader
        .cluster('east')
        ?.get('pods', { namespace, name });
      return tell(known ? 'MODIFIED' : 'ADDED', pod);
    },
    remove: pod => tell('DELETED', pod),
    close,
  };
}

describe('WatchedClusters', () => {
  it.each(kubeReaderLaws)('$title', async law => {
    expect(await keeps(law, bench)).toBe(true);
  });
});
