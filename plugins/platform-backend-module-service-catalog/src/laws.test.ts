import {
  keeps,
  middlewareLaws,
  type MiddlewareBench,
} from '@pilothouse/plugin-platform-node/testing';
import {
  cluster,
  instance,
  provisioned,
  redisClass,
} from './__testUtils__/scene';
import { serviceCatalog } from './service';

const setUp = async (): Promise<MiddlewareBench> => ({
  provider: serviceCatalog,
  clusters: [
    cluster('east', { instances: [instance(provisioned)] }),
    cluster('west', {
      classes: [redisClass({}, { removedFromBrokerCatalog: true })],
    }),
    cluster('south', { plans: [] }),
  ],
  healthy: instance(provisioned),
  close: async () => {},
});

it.each(middlewareLaws)('Service Catalog $title', async law => {
  expect(await keeps(law, setUp)).toBe(true);
});
