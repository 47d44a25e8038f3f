const units = ['', ' Ki', ' Mi', ' Gi', ' Ti', ' Pi'];

/** An amount that a quota counts, given in thousandths, as engineers write it. */
export function amountText(
  resource: string,
  thousandths: number,
  format: (value: number) => string,
): string {
  const value = thousandths / 1000;
  if (!/(memory|storage)$/.test(resource)) return format(value);
  const power =
    value < 1
      ? 0
      : Math.min(Math.floor(Math.log2(value) / 10), units.length - 1);
  return `${format(value / 1024 ** power)}${units[power]}`;
}

/** Shares of a quota in percent; together never more than all of it. */
export function sharesOf(amount: {
  readonly most: number;
  readonly used: number;
  readonly wanted?: number;
}): { used: number; wanted: number } {
  const { most, used, wanted = 0 } = amount;
  const share = (part: number) => (most > 0 ? (part / most) * 100 : 100);
  const ofUsed = Math.min(share(used), 100);
  return { used: ofUsed, wanted: Math.min(share(wanted), 100 - ofUsed) };
}

/** Whether a quota has room for what is wanted of it. */
export function hasRoom(amount: {
  readonly most: number;
  readonly used: number;
  readonly wanted?: number;
}): boolean {
  return (
    amount.wanted !== undefined && amount.used + amount.wanted <= amount.most
  );
}
