import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { KubernetesCredential } from '@backstage/plugin-kubernetes-node';
import {
  issueCertificate,
  type IssuedCertificate,
} from './testing/certificates';
import { until } from './testing/until';
import { withWatchedCluster } from './__testUtils__/watched-cluster';

jest.setTimeout(300_000);

const patienceMs = 90_000;
const expired = { from: -60, until: -10 };
const early = { from: 10, until: 60 };
const good = { from: -60, until: 60 };

const clientOf = ({ cert, key }: IssuedCertificate): KubernetesCredential => ({
  type: 'x509 client certificate',
  cert,
  key,
});

describe('certificates that are not valid now, and a real API server', () => {
  const watched = withWatchedCluster();
  const { createConfigMap: create, has } = watched;
  const becomes: typeof watched.becomes = (kind, awaited) =>
    watched.becomes(kind, { ...awaited, withinMs: patienceMs });

  it.each([
    [
      'expired',
      expired,
      ({ until: end }: IssuedCertificate) =>
        `the portal's client certificate expired on ${end.toISOString()}; renew it, and the portal goes on by itself`,
    ],
    [
      'early',
      early,
      ({ from }: IssuedCertificate) =>
        `the portal's client certificate is not valid before ${from.toISOString()}; check the clock of the portal, or renew the certificate`,
    ],
  ])(
    'keeps what it knew when its own is %s, says so, and is back once it is renewed',
    async (name, minutes, sentence) => {
      let own = await issueCertificate(watched.server, good);
      watched.clusters.connect({
        clusters: async () => [watched.server.details],
        credential: async () => clientOf(own),
      });
      await becomes('live');
      await create(`before-${name}`);
      await until(() => has(`before-${name}`), Boolean, patienceMs);

      own = await issueCertificate(watched.server, minutes);
      await becomes('stale', { because: sentence(own) });
      await create(`during-${name}`);
      expect(has(`before-${name}`)).toBe(true);
      expect(has(`during-${name}`)).toBe(false);

      own = await issueCertificate(watched.server, good);
      await becomes('live');
      await until(() => has(`during-${name}`), Boolean, patienceMs);
    },
  );

  it('says from the beginning that its own has expired, and begins once it is renewed', async () => {
    let own = await issueCertificate(watched.server, expired);
    watched.clusters.connect({
      clusters: async () => [watched.server.details],
      credential: async () => clientOf(own),
    });
    const end = own.until.toISOString();
    await becomes('unreachable', {
      because: `the portal's client certificate expired on ${end}; renew it, and the portal goes on by itself`,
    });
    own = await issueCertificate(watched.server, good);
    expect(await becomes('live')).toBeDefined();
  });

  it.each([
    [
      'expired',
      expired,
      ({ until: end }: IssuedCertificate) =>
        `its certificate expired on ${end.toISOString()}; it must be renewed there`,
    ],
    [
      'early',
      early,
      ({ from }: IssuedCertificate) =>
        `its certificate is not valid before ${from.toISOString()}; check its clock and the portal's`,
    ],
  ])(
    "says that the server's is %s, and connects once it is renewed",
    async (_, minutes, sentence) => {
      const shown = await issueCertificate(
        watched.server,
        minutes,
        '127.0.0.1',
      );
      const far = createServer(shown, (request, response) => {
        const isKnown = /^\/(version|readyz)$/.test(request.url ?? '');
        response.writeHead(isKnown ? 200 : 404).end('{}');
      });
      far.listen(0, '127.0.0.1');
      await once(far, 'listening');
      const { port } = far.address() as AddressInfo;
      const url = `https://127.0.0.1:${port}`;
      try {
        watched.clusters.connect({
          clusters: async () => [{ ...watched.server.details, url }],
          credential: async () => watched.server.credential,
        });
        await becomes('unreachable', { because: sentence(shown) });

        far.setSecureContext(
          await issueCertificate(watched.server, good, '127.0.0.1'),
        );
        expect(await becomes('live')).toBeDefined();
      } finally {
        await watched.clusters.end();
        far.close();
        far.closeAllConnections();
      }
    },
  );
});
