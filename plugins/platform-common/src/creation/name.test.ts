import { hostNameFault, serviceNameFault } from './name';

it.each([
  ['orders', undefined],
  ['a', undefined],
  ['order-status-2', undefined],
  ['a'.repeat(50), undefined],
  ['a'.repeat(51), 'too-long'],
  ['', 'no-host-name'],
  ['Orders', 'no-host-name'],
  ['2orders', 'no-host-name'],
  ['orders-', 'no-host-name'],
  ['or.ders', 'no-host-name'],
  ['订单', 'no-host-name'],
  ['deployer', undefined],
  ['default', 'reserved'],
  ['deployer-web', 'reserved'],
  ['deployer-', 'no-host-name'],
])('the fault of the name %j is %j', (name, fault) => {
  expect(serviceNameFault(name)).toBe(fault);
});

it('lets a team be called as no new service may be', () => {
  expect(hostNameFault('deployer-web')).toBeUndefined();
});
