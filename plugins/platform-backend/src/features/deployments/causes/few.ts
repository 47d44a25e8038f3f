const MOST = 3;

/** The first of some workloads, and how many more there are. */
export function few(all: readonly string[]): {
  workloads: string[];
  more?: number;
} {
  const workloads = all.slice(0, MOST);
  const more = all.length - workloads.length;
  return more > 0 ? { workloads, more } : { workloads };
}
