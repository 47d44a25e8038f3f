const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * Reads a Kubernetes quantity, for example `250m`, `64Mi` or `1e3`.
 *
 * @returns the number in the base unit (cores, bytes); undefined when it is no quantity
 */
export function parseQuantity(text: string | undefined): number | undefined {
  const match = /^([+-]?[0-9.]+(?:[eE][+-]?\d+)?)([A-Za-z]*)$/.exec(text ?? '');
  const factor = FACTORS[match?.[2] ?? '-'];
  const number = Number(match?.[1]);
  return factor === undefined || !Number.isFinite(number)
    ? undefined
    : number * factor;
}
