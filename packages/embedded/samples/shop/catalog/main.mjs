import { runService } from '../shared/service.mjs';
import { catalog } from './routes.mjs';

await runService(catalog());
