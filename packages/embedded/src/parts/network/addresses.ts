import { isIPv4 } from 'node:net';

/** Which addresses mean what on this instance. */
export interface NetworkRanges {
  /** First two numbers of the addresses that pods' processes bind, for example `127.78`. */
  readonly podPrefix: string;
  /** Range of the ClusterIPs, always a /16, for example `127.205.0.0/16`. */
  readonly serviceCidr: string;
}

/** First two numbers of the addresses that pods report. */
export const POD_NETWORK = '10.244';

export type AddressKind =
  | { readonly kind: 'pod'; readonly dial: string }
  | { readonly kind: 'service' }
  | { readonly kind: 'loopback'; readonly dial: string }
  | { readonly kind: 'outside' };

/**
 * What an IPv4 address stands for, and what to dial for it. A pod's address is answered
 * by the loopback address that its process binds.
 */
export function classifyAddress(
  address: string,
  { podPrefix, serviceCidr }: NetworkRanges,
): AddressKind {
  if (!isIPv4(address)) return { kind: 'outside' };
  if (address.startsWith(`${POD_NETWORK}.`)) {
    return { kind: 'pod', dial: podPrefix + address.slice(POD_NETWORK.length) };
  }
  const servicePrefix = serviceCidr.replace(/\.0\.0\/16$/, '.');
  if (address.startsWith(servicePrefix)) return { kind: 'service' };
  if (address.startsWith('127.')) return { kind: 'loopback', dial: address };
  return { kind: 'outside' };
}
