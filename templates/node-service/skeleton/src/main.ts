import { setTimeout } from 'node:timers/promises';
import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import { shutDown } from './shut-down.ts';

const config = readConfig(process.env);
const app = buildApp(config);
const { log } = app.server;

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    log.info(`stopping on ${signal}`);
    shutDown(app, () => setTimeout(config.drainMs)).then(
      () => {
        log.info('stopped');
      },
      (error: unknown) => {
        log.error({ err: error }, 'could not stop in order');
        process.exitCode = 1;
      },
    );
  });

await app.server.listen({ host: config.host, port: config.port });
