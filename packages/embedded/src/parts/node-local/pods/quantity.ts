const POWERS_OF_TEN: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const QUANTITY =
  /^([+-]?)(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,2})|([numkMGTPE]|[KMGTPE]i))?$/;

/**
 * Processor time of a Kubernetes quantity in millicores, rounded up as Kubernetes does.
 *
 * @returns undefined when the text is no quantity
 */
export function parseMillicores(text: string | undefined): number | undefined {
  return parseScaled(text, 3);
}

/**
 * Bytes of a Kubernetes quantity, rounded up as Kubernetes does.
 *
 * @returns undefined when the text is no quantity
 */
export function parseBytes(text: string | undefined): number | undefined {
  return parseScaled(text, 0);
}

/** @param power - what is counted is the power of ten below the base unit */
function parseScaled(
  text: string | undefined,
  power: number,
): number | undefined {
  const match = QUANTITY.exec(text ?? '');
  if (!match) {
    return undefined;
  }
  const [, sign, digits = '', exponent = '0', suffix = ''] = match;
  const [whole = '', fraction = ''] = digits.split('.');
  const shift =
    power + Number(exponent) + (POWERS_OF_TEN[suffix] ?? 0) - fraction.length;
  const binary = 1024n ** BigInt(BINARY.indexOf(suffix) + 1);
  const above = BigInt(whole + fraction) * binary * tenTo(shift);
  const below = tenTo(-shift);
  return Number(sign === '-' ? -(above / below) : (above + below - 1n) / below);
}

function tenTo(power: number): bigint {
  return 10n ** BigInt(Math.max(0, power));
}
