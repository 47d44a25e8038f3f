/** One answered request. */
export interface CountedRequest {
  /** `namespace/name`; empty when no Ingress matched. */
  readonly ingress: string;
  readonly service: string;
  readonly host: string;
  readonly path: string;
  readonly method: string;
  readonly status: number;
  /** `namespace/name` of the Ingress whose canary answered; empty otherwise. */
  readonly canary: string;
  readonly seconds: number;
}

const BUCKETS = [
  0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const;

interface Series {
  readonly labels: string;
  count: number;
  seconds: number;
  readonly buckets: number[];
}

/**
 * Counts requests under the names and labels that ingress-nginx uses, so that the same
 * queries work on a real cluster.
 */
export class RequestCounts {
  readonly #series = new Map<string, Series>();

  add(request: CountedRequest): void {
    const labels = labelsOf(request);
    const series = this.#series.get(labels) ?? {
      labels,
      count: 0,
      seconds: 0,
      buckets: BUCKETS.map(() => 0),
    };
    this.#series.set(labels, series);
    series.count += 1;
    series.seconds += request.seconds;
    BUCKETS.forEach((limit, at) => {
      if (request.seconds <= limit)
        series.buckets[at] = (series.buckets[at] ?? 0) + 1;
    });
  }

  /** Prometheus text format. */
  text(): string {
    const counter = 'nginx_ingress_controller_requests';
    const histogram = 'nginx_ingress_controller_request_duration_seconds';
    const all = [...this.#series.values()];
    return [
      `# HELP ${counter} Client requests answered.`,
      `# TYPE ${counter} counter`,
      ...all.map(({ labels, count }) => `${counter}{${labels}} ${count}`),
      `# HELP ${histogram} Time from the first byte of a request to the last of its answer.`,
      `# TYPE ${histogram} histogram`,
      ...all.flatMap(series => histogramLines(histogram, series)),
      '',
    ].join('\n');
  }
}

function histogramLines(name: string, series: Series): string[] {
  const { labels, count, seconds, buckets } = series;
  return [
    ...BUCKETS.map(
      (limit, at) => `${name}_bucket{${labels},le="${limit}"} ${buckets[at]}`,
    ),
    `${name}_bucket{${labels},le="+Inf"} ${count}`,
    `${name}_sum{${labels}} ${seconds}`,
    `${name}_count{${labels}} ${count}`,
  ];
}

function labelsOf(request: CountedRequest): string {
  const [namespace = '', ingress = ''] = request.ingress.split('/');
  const labels = {
    controller_class: 'pilothouse.dev/ingress',
    namespace,
    ingress,
    service: request.service,
    host: request.host,
    path: request.path,
    method: request.method,
    status: String(request.status),
    canary: request.canary,
  };
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escapeLabel(value)}"`)
    .join(',');
}

function escapeLabel(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n');
}
