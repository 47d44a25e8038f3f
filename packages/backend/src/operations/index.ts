export { startMetrics } from './metrics';
export { rootHttpRouter } from './root-http-router';
export { rootLogger } from './root-logger';
