import { metrics, type Meter } from '@opentelemetry/api';

/**
 * Makes the portal's own metrics. Where the process offers no metrics, they go nowhere; a
 * meter must therefore be asked for when it is needed, and not when this file is loaded.
 */
export function portalMeter(): Meter {
  return metrics.getMeter('@pilothouse/plugin-platform-backend');
}
