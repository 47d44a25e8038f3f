import { ConfigReader } from '@backstage/config';
import { kubernetesProxyPermission } from '@backstage/plugin-kubernetes-common';
import { readPolicyConfig } from './config';

function read(groups?: string[]) {
  return readPolicyConfig(
    new ConfigReader({ pilothouse: { platformEngineers: { groups } } }),
  ).engineerGroups;
}

describe('readPolicyConfig', () => {
  it.each([
    [undefined, []],
    [['platform'], ['group:default/platform']],
    [['Group:Default/Platform'], ['group:default/platform']],
    [
      ['group:ops/platform', 'sre'],
      ['group:ops/platform', 'group:default/sre'],
    ],
  ])('reads %j', (groups, expected) => {
    expect(read(groups)).toEqual(expected);
  });

  it.each([
    [['user:default/sofia'], /name a group instead/],
    [[':'], /is not a group/],
  ])('refuses %j', (groups, message) => {
    expect(() => read(groups)).toThrow(message);
  });

  const proxy = kubernetesProxyPermission.name;
  it.each([
    [undefined, []],
    [{ file: '/home/lin/.kube/config' }, [proxy]],
    [{ file: '/home/lin/.kube/config', allowProxy: false }, [proxy]],
    [{ file: '/home/lin/.kube/config', allowProxy: true }, []],
  ])('with the kubeconfig %j closes %j', (kubeconfig, closed) => {
    const config = new ConfigReader({
      pilothouse: kubeconfig && { kubeconfig },
    });
    expect([...readPolicyConfig(config).closed]).toEqual(closed);
  });
});
