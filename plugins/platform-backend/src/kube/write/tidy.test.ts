import { toYaml } from './tidy';

describe('toYaml', () => {
  it('leaves out what the server keeps for itself', () => {
    const object = {
      metadata: {
        name: 'web',
        uid: 'u1',
        resourceVersion: '7',
        generation: 2,
        creationTimestamp: '2031-04-01T08:00:00Z',
        managedFields: [{ manager: 'helm' }],
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
          team: 'shop',
        },
      },
      spec: { replicas: 3 },
      status: { replicas: 3 },
      kind: 'Deployment',
      apiVersion: 'apps/v1',
    };
    expect(toYaml(object)).toBe(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    team: shop
spec:
  replicas: 3
`);
  });
});
