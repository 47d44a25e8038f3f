/** Pod network of this node: 10.244.a.b, bound as `<podPrefix>.a.b`. */
const POD_NETWORK = '10.244';
const FIRST = 4;
const LAST = 65_000;

/**
 * Smallest free pod address after the one given last, so that an address is not used again
 * at once.
 *
 * @param taken - addresses in use
 * @param after - the address given last
 * @throws when all are in use
 */
export function nextPodIp(
  taken: ReadonlySet<string>,
  after: string | undefined,
): string {
  const start = after ? numberOf(after) : FIRST - 1;
  const count = LAST - FIRST + 1;
  for (let step = 1; step <= count; step++) {
    const number = FIRST + ((start - FIRST + step + count) % count);
    const low = number & 255;
    const ip = `${POD_NETWORK}.${number >> 8}.${low}`;
    if (low !== 0 && low !== 255 && !taken.has(ip)) {
      return ip;
    }
  }
  throw new Error('All pod addresses of this node are in use.');
}

function numberOf(ip: string): number {
  const [, , high = 0, low = 0] = ip.split('.').map(Number);
  return high * 256 + low;
}

/** Address that the processes of a pod bind. */
export function bindAddress(podPrefix: string, podIp: string): string {
  return `${podPrefix}.${podIp.split('.').slice(2).join('.')}`;
}
