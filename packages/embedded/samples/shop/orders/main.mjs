import { runService } from '../shared/service.mjs';
import { orders } from './routes.mjs';

await runService(orders());
