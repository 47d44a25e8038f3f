import type { KubernetesCredential } from '@backstage/plugin-kubernetes-node';
import {
  ownCredential,
  refusalReason,
  type OwnCredential,
} from './credentials';

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

/** Valid from 2031-04-01T08:00:00Z for an hour. */
const hour = `-----BEGIN CERTIFICATE-----
MIIBWzCCAQKgAwIBAgIQAVTMx1VsXI3qXZtzzWVWdjAKBggqhkjOPQQDAjAYMRYw
FAYDVQQDEw1waWxvdGhvdXNlLWNhMB4XDTMxMDQwMTA4MDAwMFoXDTMxMDQwMTA5
MDAwMFowETEPMA0GA1UEAxMGcG9ydGFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD
QgAEf3XgFi5aNhaPMHdXb16I2FDIIyNkr/iiJ+wcQ7FsZCyKUaanFvzf6vM1uDEp
Tt3wRmbuEqRLYqgfiYZrCCYNQaM1MDMwDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8E
BAMCB4AwEwYDVR0lBAwwCgYIKwYBBQUHAwIwCgYIKoZIzj0EAwIDRwAwRAIgNGOc
0aBK52EXbesr3wBMuj3iCvFMDCZVTHESot3i8aECIHLB5kK0mPhmfgMMld/3KijS
TZda1ZFa7r+amTx7ffKf
-----END CERTIFICATE-----
`;

describe('why a credential was refused', () => {
  const certificate = (cert: string): OwnCredential => ({
    kind: 'certificate',
    cert,
    key: 'k',
  });
  const at = (time: string) => new Date(`2031-04-01T${time}.000Z`);
  const expired =
    "the portal's client certificate expired on 2031-04-01T09:00:00.000Z; renew it, and the portal goes on by itself";
  const early =
    "the portal's client certificate is not valid before 2031-04-01T08:00:00.000Z; check the clock of the portal, or renew the certificate";
  const inTime =
    "the portal's client certificate was refused, though it is valid until 2031-04-01T09:00:00.000Z by the portal's clock; check the clock of the cluster, and which authority it trusts";

  it.each<[string, OwnCredential, Date, string]>([
    ['10 min too late', certificate(hour), at('09:10:00'), expired],
    ['1 s too late', certificate(hour), at('09:00:01'), expired],
    ['in its last second', certificate(hour), at('09:00:00'), inTime],
    ['in time', certificate(hour), at('08:30:00'), inTime],
    ['in its first second', certificate(hour), at('08:00:00'), inTime],
    ['1 s too early', certificate(hour), at('07:59:59'), early],
    ['10 min too early', certificate(hour), at('07:50:00'), early],
    [
      'that cannot be read',
      certificate('none'),
      at('08:30:00'),
      "the portal's client certificate was refused",
    ],
    [
      'that is a token',
      { kind: 'token', token: 'abc' },
      at('08:30:00'),
      "the portal's token was refused",
    ],
    [
      'that is missing',
      { kind: 'none' },
      at('08:30:00'),
      'it asks for a credential',
    ],
  ])('%s', (_, credential, now, expected) => {
    expect(refusalReason(credential, now)).toBe(expected);
  });
});

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
