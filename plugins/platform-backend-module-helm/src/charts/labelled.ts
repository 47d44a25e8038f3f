import type { ChartLabelled } from '../release/objects';
import type { ChartItem } from './item';

/** Which chart the label `helm.sh/chart` names: it has no host, so that several are none. */
export function labelledIn(items: readonly ChartItem[]): ChartLabelled {
  const named = new Map<string, ChartItem[]>();
  for (const each of items) {
    const name = each.line?.versions[0].chart.name;
    if (name === undefined) continue;
    named.set(name, [...(named.get(name) ?? []), each]);
  }
  const known = new Map<string, ReturnType<ChartLabelled>>();
  return label => {
    if (!known.has(label)) known.set(label, found(label, named));
    return known.get(label);
  };
}

function found(
  label: string,
  named: ReadonlyMap<string, readonly ChartItem[]>,
): ReturnType<ChartLabelled> {
  const [, name = '', version = ''] =
    /^(.+?)-(v?\d+\.\d+\.\d+.*)$/.exec(label) ?? [];
  const [first, ...others] = named.get(name) ?? [];
  if (!first?.line || others.length > 0) return undefined;
  const { item, line } = first;
  return {
    item: item.name,
    chart: line.reference,
    // A label has no plus sign, and neither has a tag.
    version,
  };
}
