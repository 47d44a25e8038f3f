import { setTimeout } from 'node:timers/promises';
import { buildApp, type Surroundings } from './app.ts';
import { readConfig } from './config.ts';
import { openDatabase, type Database } from './database/database.ts';
import { notesIn } from './notes/postgres-notes.ts';
import { shutDown } from './shut-down.ts';

const config = readConfig(process.env);
const database = openDatabase(process.env);
const app = buildApp(config, database && surroundingsOf(database));
const { log } = app.server;

if (database) {
  app.server.addHook('onClose', () => database.close());
  void database.prepare(error => {
    log.warn({ err: error }, 'the database cannot be used yet');
  });
} else log.warn('no database is bound: there is no DB_URI');

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

function surroundingsOf({ ready, sql }: Database): Surroundings {
  return { checks: { database: ready }, notes: notesIn(sql) };
}
