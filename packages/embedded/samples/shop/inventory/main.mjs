import { runService } from '../shared/service.mjs';
import { FaultSwitch, parseFault } from './fault.mjs';
import { inventory } from './routes.mjs';
import { Stock } from './stock.mjs';

const RESTOCK_MS = 30_000;

const stock = new Stock();
const faults = new FaultSwitch(
  parseFault({ mode: process.env.INVENTORY_FAULT ?? 'none' }),
);
setInterval(() => stock.restock(), RESTOCK_MS).unref();
await runService(inventory(stock, faults));
