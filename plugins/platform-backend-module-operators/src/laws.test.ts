import { ConfigReader } from '@backstage/config';
import {
  InMemoryCustom,
  keeps,
  middlewareLaws,
} from '@pilothouse/plugin-platform-node/testing';
import { openOperators } from './service';

const healthy = {
  metadata: { namespace: 'shop-dev', name: 'orders' },
  spec: { instances: 1 },
  status: {
    instances: 1,
    readyInstances: 1,
    phase: 'Cluster in healthy state',
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        lastTransitionTime: '2030-01-02T03:04:05Z',
      },
    ],
  },
};

it.each(middlewareLaws)('an operator $title', async law => {
  const setUp = async () => {
    const all = await openOperators(new ConfigReader({}));
    return {
      // Which operator an object is of, only its kind tells.
      provider: {
        ...all,
        items: () => all.items().filter(({ name }) => name === 'postgresql'),
      },
      clusters: [new InMemoryCustom('east')],
      healthy,
      close: async () => {},
    };
  };
  expect(await keeps(law, setUp)).toBe(true);
});
