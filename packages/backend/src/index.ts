import { startMetrics } from './operations';
import { createPortal } from './portal';

startMetrics(process.env);
createPortal().start();
