import type { KubernetesCredential } from '@backstage/plugin-kubernetes-node';
import { ownCredential } from './credentials';

const details = (provider: string) => ({
  name: 'prod',
  url: 'https://prod.example.com',
  authMetadata: { 'kubernetes.io/auth-provider': provider },
});
const token: KubernetesCredential = { type: 'bearer token', token: 'abc\n' };
const hidden: KubernetesCredential = {
  type: 'bearer token',
  get token(): string {
    throw new Error('the kubeconfig has no such cluster now');
  },
};

describe("the portal's own credential", () => {
  it.each<[string, string, KubernetesCredential, object]>([
    ['a token', 'serviceAccount', token, { kind: 'token', token: 'abc' }],
    [
      'none, where a proxy signs in',
      'localKubectlProxy',
      { type: 'anonymous' },
      { kind: 'none' },
    ],
    [
      'a certificate',
      'kubeconfig',
      { type: 'x509 client certificate', cert: 'c', key: 'k' },
      { kind: 'certificate', cert: 'c', key: 'k' },
    ],
  ])('%s', async (_, provider, given, expected) => {
    await expect(
      ownCredential(details(provider), async () => given),
    ).resolves.toEqual(expected);
  });

  it.each<[string, string, () => Promise<KubernetesCredential>, RegExp]>([
    [
      'a person signs in',
      'google',
      async () => token,
      /google needs a person's sign-in/,
    ],
    [
      'nobody signs in',
      'custom',
      async () => ({ type: 'anonymous' }),
      /custom needs a person's sign-in/,
    ],
    [
      'reading it fails',
      'kubeconfig',
      async () => hidden,
      /cannot be had: the kubeconfig has no such cluster/,
    ],
    [
      'asking fails',
      'aws',
      async () => Promise.reject(new Error('no role')),
      /cannot be had: no role/,
    ],
  ])('is none where %s', async (_, provider, ask, message) => {
    await expect(ownCredential(details(provider), ask)).rejects.toMatchObject({
      name: 'ClusterFailure',
      kind: 'credential',
      message: expect.stringMatching(message),
    });
  });
});
