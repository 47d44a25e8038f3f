import { costsOf } from './costs';

it.each<[string, object, boolean | undefined, string | undefined]>([
  ['nothing', {}, undefined, undefined],
  ['that it is free', {}, true, 'Free of charge'],
  [
    'several amounts',
    {
      costs: [
        { amount: { usd: 12, eur: 11.5 }, unit: 'MONTHLY' },
        { amount: { usd: 0.1 }, unit: '1GB of messages' },
      ],
    },
    false,
    'USD 12 a month, EUR 11.5 a month, USD 0.1 / 1GB of messages',
  ],
  ['nothing in a shape of its own', { costs: 'much' }, false, undefined],
])('tells %s', (_, metadata, free, words) => {
  expect(costsOf({ ...metadata }, free)?.en).toBe(words);
});
