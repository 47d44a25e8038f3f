import { runService } from '../shared/service.mjs';
import { web } from './routes.mjs';

await runService(web(process.env.SHOP_ENVIRONMENT ?? 'local'));
