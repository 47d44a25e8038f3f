const sample = /^(\w+)(?:\{(.*)\})? (\S+)/;
const label = /(\w+)="([^"]*)"/g;

/**
 * Reads what a process offers to Prometheus.
 *
 * @returns values by name and labels in their order, as in `up{cluster="a"}`, without the
 *   labels that name the library
 */
export function samplesOf(exposition: string): ReadonlyMap<string, number> {
  const samples = exposition.split('\n').flatMap((line): [string, number][] => {
    const [, name, labels = '', value] = sample.exec(line) ?? [];
    return name === undefined
      ? []
      : [[name + withoutScope(labels), Number(value)]];
  });
  return new Map(samples);
}

function withoutScope(labels: string): string {
  const kept = [...labels.matchAll(label)]
    .filter(([, name]) => !name.startsWith('otel_scope_'))
    .map(([text]) => text);
  return kept.length > 0 ? `{${kept.join(',')}}` : '';
}
