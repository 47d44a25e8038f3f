import {
  live,
  placement,
  service,
  servicesOf,
  unregistered,
} from '../__testUtils__/services';
import { environmentsOf, optionsOf } from './options';

const services = servicesOf(
  [
    service('web', [placement('prod'), placement('dev')]),
    service('ledger', [placement(undefined)], {
      owner: 'group:default/payments',
      application: 'system:default/payments',
    }),
    unregistered('agent'),
  ],
  [live('east'), { ...live('west'), title: 'West' }],
);

it('offers what there is, each once', () => {
  expect(optionsOf(services)).toEqual({
    teams: [
      { value: 'group:default/payments', label: 'payments' },
      { value: 'group:default/shop', label: 'shop' },
    ],
    applications: [
      { value: 'system:default/payments', label: 'payments' },
      { value: 'system:default/shop', label: 'Tea shop' },
    ],
    environments: [
      { value: 'dev', label: 'dev' },
      { value: 'prod', label: 'prod' },
    ],
    clusters: [
      { value: 'east', label: 'east' },
      { value: 'west', label: 'West' },
    ],
    teamless: true,
    loose: true,
  });
});

it('has a column for what is in no environment, after the others', () => {
  expect(environmentsOf(services)).toEqual(['dev', 'prod', undefined]);
});
