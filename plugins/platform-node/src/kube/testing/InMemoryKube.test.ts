import { keeps } from '../../laws/keeps';
import { InMemoryKube } from './InMemoryKube';
import { kubeReaderLaws, type KubeReaderBench } from './kube-reader-laws';

async function bench(): Promise<KubeReaderBench> {
  const kube = new InMemoryKube();
  const east = kube.addCluster('east');
  return {
    kube,
    cluster: 'east',
    put: async pod => east.put('pods', pod),
    remove: async ({ metadata }) =>
      east.remove('pods', {
        namespace: metadata?.namespace,
        name: metadata?.name ?? '',
      }),
    close: async () => undefined,
  };
}

describe('InMemoryKube', () => {
  it.each(kubeReaderLaws)('$title', async law => {
    expect(await keeps(law, bench)).toBe(true);
  });
});
