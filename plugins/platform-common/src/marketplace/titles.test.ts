import { titleAmong } from './titles';

const item = (name: string, title: string, operator: string) => ({
  name,
  title,
  operator: { name: operator },
});
const redis = item('redis', 'Redis', 'OT Redis Operator');
const brokers = item('redis-1', 'Redis', 'Broker embedded');
const etcd = item('etcd', 'etcd', 'etcd-operator');

it('tells two items of one title apart by who stands behind them', () => {
  const all = [redis, brokers, etcd];
  expect(all.map(each => titleAmong(each, all))).toEqual([
    'Redis · OT Redis Operator',
    'Redis · Broker embedded',
    'etcd',
  ]);
});
