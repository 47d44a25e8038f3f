const most = 52;

/** Name of a backup that is made at a moment, in ms. */
export function backupName(instance: string, at: number): string {
  const stamp = new Date(at).toISOString().slice(0, 19).replace(/\D/g, '');
  return `${instance.slice(0, most - stamp.length - 1)}-${stamp}`;
}

/** Name of a schedule of an instance that none of its others has. */
export function scheduleName(
  instance: string,
  taken: readonly string[],
): string {
  for (let i = 1; ; i++) {
    const end = i === 1 ? '-backups' : `-backups-${i}`;
    const name = `${instance.slice(0, most - end.length)}${end}`;
    if (!taken.includes(name)) return name;
  }
}
