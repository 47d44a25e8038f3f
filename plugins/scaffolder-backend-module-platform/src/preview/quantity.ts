const factors: Readonly<Record<string, number>> = {
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

const pattern = /^(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(m|[a-zA-Z]*)$/;

/**
 * Thousandths of a quantity of Kubernetes, such as `250m` or `64Mi`.
 *
 * @returns undefined for what is none
 */
export function thousandths(
  quantity: string | number | undefined,
): number | undefined {
  const [, digits, unit = ''] = pattern.exec(String(quantity ?? '')) ?? [];
  const factor = unit === 'm' ? 1 : (factors[unit] ?? Number.NaN) * 1000;
  const value = Number(digits) * factor;
  return digits && Number.isFinite(value)
    ? Math.ceil(Number(value.toFixed(6)))
    : undefined;
}

/** A quantity for people: of memory in Mi, of processors in m, of things counted. */
export function quantityText(resource: string, value: number): string {
  if (resource.endsWith('cpu')) return `${value}m`;
  const whole = value / 1000;
  return resource.endsWith('memory') || resource.endsWith('storage')
    ? `${Math.ceil(whole / 2 ** 20)}Mi`
    : `${whole}`;
}
