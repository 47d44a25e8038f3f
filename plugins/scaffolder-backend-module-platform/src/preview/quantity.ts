/** A quantity for people: of memory in Mi, of processors in m, of things counted. */
export function quantityText(resource: string, value: number): string {
  if (resource.endsWith('cpu')) return `${value}m`;
  const whole = value / 1000;
  return resource.endsWith('memory') || resource.endsWith('storage')
    ? `${Math.ceil(whole / 2 ** 20)}Mi`
    : `${whole}`;
}
