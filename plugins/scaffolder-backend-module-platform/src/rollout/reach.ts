import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { InputError } from '@backstage/errors';

const key = 'pilothouse.delivery.addresses';

/** Where services answer by configuration. */
export interface ServiceAddress {
  /** `apps.example.com` stands for itself and for all names below it. */
  readonly hostSuffix: string;
  /** The usual one of the protocol where it is left out. */
  readonly port?: number;
}

type Resolve = (
  host: string,
  options: { all: true },
  answer: (error: Error | null, found: LookupAddress[]) => void,
) => void;

/** Belong to the machine or the link, so that no service of a cluster is there. */
const near = listOf(
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 3],
  ['::', 127],
  ['fe80::', 10],
  ['ff00::', 8],
);

const internal = listOf(
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['fc00::', 7],
);

const toThisMachine: LookupFunction = (_host, { all }, answer) => {
  const address = '127.0.0.1';
  if (all) answer(null, [{ address, family: 4 }]);
  else answer(null, address, 4);
};

/**
 * How the name in an address is looked up. Whoever may write an Ingress chooses the name, and
 * the portal reaches more than they do: so it asks only public servers at the usual ports,
 * and what is configured. Names below `localhost` mean this machine (RFC 6761), whatever its
 * resolver knows.
 *
 * @throws InputError for an address that is not asked; the lookup answers with one, too
 */
export function lookupFor(
  url: URL,
  known: readonly ServiceAddress[],
  resolve: Resolve = lookup,
): LookupFunction {
  const isKnown = known.some(each => covers(each, url));
  if (!isKnown && !isUsual(url)) {
    throw new InputError(
      `${url.host} is not asked: a platform engineer can allow such addresses by ${key}`,
    );
  }
  if (isLocal(url.hostname)) return toThisMachine;
  return (host, options, answer) =>
    resolve(host, { all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error || !first) {
        answer(error ?? new Error(`${host} has no address`), '');
      } else if (!found.every(({ address }) => mayAsk(address, isKnown))) {
        answer(
          new InputError(
            `${host} is not a public server, and is not asked: a platform engineer can allow its address by ${key}`,
          ),
          '',
        );
      } else if (options.all) answer(null, found);
      else answer(null, first.address, first.family);
    });
}

function covers({ hostSuffix, port }: ServiceAddress, url: URL): boolean {
  const { hostname } = url;
  return (
    (hostname === hostSuffix || hostname.endsWith(`.${hostSuffix}`)) &&
    url.port === (port === undefined ? '' : urlPort(url.protocol, port))
  );
}

/** A URL leaves out the port that is usual for its protocol. */
function urlPort(protocol: string, port: number): string {
  return new URL(`${protocol}//host:${port}`).port;
}

function isUsual({ hostname, port }: URL): boolean {
  const isName = !isIP(hostname) && !hostname.startsWith('[');
  return isName && !isLocal(hostname) && ['', '80', '443'].includes(port);
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}

function mayAsk(address: string, isKnown: boolean): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return (
    !near.check(address, family) &&
    (isKnown || !internal.check(address, family))
  );
}

function listOf(...subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) {
    list.addSubnet(net, prefix, isIP(net) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}
