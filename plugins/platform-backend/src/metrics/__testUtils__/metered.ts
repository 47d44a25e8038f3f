import type { Meter } from '@opentelemetry/api';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';

class MemoryReader extends MetricReader {
  protected async onShutdown(): Promise<void> {}
  protected async onForceFlush(): Promise<void> {}
}

/** A meter whose metrics can be read in memory. */
export interface Metered {
  readonly meter: Meter;
  /** All values by name and labels, as in `views{query="a"}`. */
  read(): Promise<Record<string, number>>;
}

/** A meter, and the way to read what it measured. */
export function metered(): Metered {
  const reader = new MemoryReader();
  const meter = new MeterProvider({ readers: [reader] }).getMeter('test');
  return {
    meter,
    async read() {
      const { resourceMetrics, errors } = await reader.collect();
      if (errors.length > 0) throw errors[0];
      const points = resourceMetrics.scopeMetrics
        .flatMap(({ metrics }) => metrics)
        .flatMap(({ descriptor, dataPoints }) =>
          dataPoints.map(({ attributes, value }): [string, number] => [
            descriptor.name + labels(attributes),
            Number(value),
          ]),
        );
      return Object.fromEntries(points);
    },
  };
}

function labels(attributes: object): string {
  const all = Object.entries(attributes).sort();
  const text = all.map(([name, value]) => `${name}="${value}"`).join(',');
  return text && `{${text}}`;
}
