const FACTORS: Readonly<Record<string, number>> = {
  m: 1e-3,
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

/** Bytes of a quantity such as `256Mi`; undefined for what is none. */
export function bytes(quantity: string | undefined): number | undefined {
  const [, digits, unit] =
    /^(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(quantity ?? '') ?? [];
  const factor = unit ? FACTORS[unit] : 1;
  return digits && factor ? Math.ceil(Number(digits) * factor) : undefined;
}

/** Thousandths of a quantity such as `250m` or `64Mi`; undefined for what is none. */
export function thousandths(
  quantity: string | number | undefined,
): number | undefined {
  const [, digits, unit] =
    /^(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(`${quantity ?? ''}`) ??
    [];
  if (!digits) return undefined;
  const factor = unit ? FACTORS[unit] : 1;
  const amount = unit === 'm' ? Number(digits) : Number(digits) * factor * 1000;
  return Number.isFinite(amount)
    ? Math.ceil(Number(amount.toFixed(6)))
    : undefined;
}

const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** Thousandths as Kubernetes writes them: `1500m`, `2`, and memory as `192Mi`. */
export function quantityOf(amount: number, isMemory: boolean): string {
  if (amount % 1000 !== 0) return `${amount}m`;
  let whole = amount / 1000;
  let unit = '';
  for (const next of isMemory ? BINARY : []) {
    if (whole === 0 || whole % 1024 !== 0) break;
    whole /= 1024;
    unit = next;
  }
  return `${whole}${unit}`;
}
