import { isIP } from 'node:net';
import { lookupFor, type ServiceAddress } from './reach';

const known: readonly ServiceAddress[] = [
  { hostSuffix: 'apps.example.com' },
  { hostSuffix: 'odd.example.com', port: 8443 },
  { hostSuffix: 'dev.localhost', port: 8009 },
];

function addressFor(url: string, at: readonly string[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const find = lookupFor(new URL(url), known, (_host, _options, answer) => {
      answer(
        null,
        at.map(address => ({ address, family: isIP(address) })),
      );
    });
    find(new URL(url).hostname, {}, (error, address) =>
      error ? reject(error) : resolve(address),
    );
  });
}

it.each([
  ['a public server', 'https://x.example.org/', '93.184.216.34'],
  ['a public one, by IPv6', 'https://x.example.org/', '2606:2800:220:1::1'],
  ['a private one that is known', 'http://x.apps.example.com/', '10.1.2.3'],
  ['the known one itself', 'https://apps.example.com/', 'fd00::1'],
  ['a known port', 'https://x.odd.example.com:8443/', '10.1.2.3'],
])('asks %s', async (_, url, at) => {
  await expect(addressFor(url, [at])).resolves.toBe(at);
});

it('takes names below localhost for this machine where they are known', async () => {
  await expect(addressFor('http://x.dev.localhost:8009/', [])).resolves.toBe(
    '127.0.0.1',
  );
});

it.each([
  'http://x.localhost/',
  'http://x.localhost:8009/',
  'http://x.dev.localhost/',
  'http://x.dev.localhost:8007/',
  'http://x.example.org:8080/',
  'https://x.odd.example.com:8444/',
  'http://10.1.2.3/',
  'http://[::1]/',
])('refuses %s', url => {
  expect(() => lookupFor(new URL(url), known)).toThrow(
    /pilothouse\.delivery\.addresses/,
  );
});

it.each([
  ['private', 'https://x.example.org/', '10.1.2.3'],
  ['private', 'https://x.example.org/', '192.168.0.1'],
  ['private', 'https://x.example.org/', '::ffff:172.16.0.1'],
  ['private', 'https://notapps.example.com/', 'fd00::1'],
  ['private', 'https://x.odd.example.com/', '10.1.2.3'],
  ['this machine', 'https://x.example.org/', '127.0.0.1'],
  ['this machine', 'https://x.apps.example.com/', '127.8.8.8'],
  ['this machine', 'https://x.apps.example.com/', '::1'],
  ['this machine', 'https://x.apps.example.com/', '::ffff:127.0.0.1'],
  ['of the link', 'https://x.apps.example.com/', '169.254.169.254'],
])('refuses what is %s: %s at %s', async (_, url, at) => {
  await expect(addressFor(url, ['93.184.216.34', at])).rejects.toThrow(
    /is not a public server.*pilothouse\.delivery\.addresses/,
  );
});

it('says what the resolver says', async () => {
  await expect(addressFor('https://x.example.org/', [])).rejects.toThrow(
    'x.example.org has no address',
  );
});
