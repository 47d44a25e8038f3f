import { viewsOf } from '@pilothouse/plugin-platform-common';
import {
  broken,
  placement,
  service,
  servicesOf,
  unregistered,
} from '../__testUtils__/services';
import { applicationsOf } from './applications';
import { noFilter } from './filter';

const services = servicesOf([
  service('web', [placement('dev')]),
  service('orders', [broken('prod')], { application: 'system:default/sales' }),
  service('basket', [placement('dev')]),
  service('tool', [broken('dev')], { application: undefined }),
  unregistered('agent'),
]);
services.applications['system:default/empty'] = {
  entityRef: 'system:default/empty',
  name: 'empty',
};
const told = (found: ReturnType<typeof applicationsOf>) =>
  found.map(each => [
    each.name,
    each.status,
    each.services.map(view => view.name),
  ]);

it('has every application with its services, the broken first, the loose last', () => {
  expect(told(applicationsOf(services, viewsOf(services), noFilter))).toEqual([
    ['sales', 'failed', ['orders']],
    ['empty', 'unknown', []],
    ['Tea shop', 'healthy', ['basket', 'web']],
    [undefined, 'failed', ['tool']],
  ]);
});

it('leaves out applications of which nothing fits', () => {
  const fitting = viewsOf(services).filter(view => view.name === 'web');
  const filter = { ...noFilter, text: 'web' };
  expect(told(applicationsOf(services, fitting, filter))).toEqual([
    ['Tea shop', 'healthy', ['web']],
  ]);
});
