import type {
  Instance,
  Item,
  Marketplace,
} from '@pilothouse/plugin-platform-common';
import { fittingInstances, fittingItems, type Looking } from './fitting';

const item = (name: string, category: Item['category'], zh: string): Item => ({
  name,
  title: name,
  summary: { en: `${name} in words`, zh },
  category,
  operator: { name: `${name} operator` },
  kind: 'Cluster',
  operations: [],
  offers: [{ cluster: 'east', version: 'v1' }],
});

const instance = (
  of: string,
  name: string,
  environment?: string,
): Instance => ({
  ref: { item: of, cluster: 'east', namespace: `shop-${environment}`, name },
  environment,
  tenant: 'shop',
  status: 'healthy',
  saying: { kind: 'ready' },
});

const all: Pick<Marketplace, 'items' | 'instances'> = {
  items: {
    postgresql: item('postgresql', 'database', '关系型数据库'),
    kafka: item('kafka', 'messaging', '消息'),
  },
  instances: {
    a: instance('postgresql', 'orders', 'dev'),
    b: instance('postgresql', 'orders-10', 'prod'),
    c: instance('postgresql', 'orders-9', 'prod'),
    d: instance('kafka', 'events', 'prod'),
  },
};

it.each<[string, Looking, string[], string[]]>([
  [
    'nothing in particular',
    { text: '' },
    ['kafka', 'postgresql'],
    ['events', 'orders-9', 'orders-10', 'orders'],
  ],
  ['a word', { text: 'Kafka' }, ['kafka'], ['events']],
  ['a word in Chinese', { text: '关系型' }, ['postgresql'], []],
  ['several words', { text: 'orders prod' }, [], ['orders-9', 'orders-10']],
  [
    'a category',
    { text: '', category: 'database' },
    ['postgresql'],
    ['orders-9', 'orders-10', 'orders'],
  ],
  ['what there is not', { text: 'xyz' }, [], []],
])('finds by %s', (_, looking, items, instances) => {
  expect(fittingItems(all, looking).map(({ name }) => name)).toEqual(items);
  expect(fittingInstances(all, looking).map(({ ref }) => ref.name)).toEqual(
    instances,
  );
});
