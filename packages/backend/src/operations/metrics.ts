import { metrics } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { z } from 'zod';

const addressSchema = z.object({
  OTEL_EXPORTER_PROMETHEUS_HOST: z.string().min(1).default('localhost'),
  OTEL_EXPORTER_PROMETHEUS_PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535)
    .default(9464),
});

/**
 * Offers Backstage's and the portal's metrics to Prometheus, when the environment asks for
 * it by the variables that OpenTelemetry defines (specification, "SDK environment
 * variables"): `OTEL_METRICS_EXPORTER=prometheus`, and
 * `OTEL_EXPORTER_PROMETHEUS_HOST` and `OTEL_EXPORTER_PROMETHEUS_PORT`, which are
 * `localhost` and 9464 unless told. It has a port of its own, so that no metric can be
 * read where people come in. Must be called before the backend is created: a meter that
 * was made earlier stays silent.
 *
 * @throws ZodError that names a variable that is wrong; later, when the port is taken, an
 *   error that ends the process
 */
export function startMetrics(env: NodeJS.ProcessEnv): void {
  const wanted = env.OTEL_METRICS_EXPORTER?.split(',').map(name => name.trim());
  if (!wanted?.includes('prometheus')) return;
  const address = addressSchema.parse(env);
  const host = address.OTEL_EXPORTER_PROMETHEUS_HOST;
  const port = address.OTEL_EXPORTER_PROMETHEUS_PORT;
  const exporter = new PrometheusExporter({ host, port }, error => {
    if (!error) return;
    throw new Error(
      `Metrics cannot be offered at ${host}:${port}: ${error.message}`,
    );
  });
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [exporter] }));
}
