import { once } from 'node:events';
import { delimiter } from 'node:path';
import { ensurePrivateDir, ensureSecret } from '../../platform/files.ts';
import { openCiServer } from './ci-server.ts';
import { createHttpServer } from './http/server.ts';
import { logToStdout as log } from '../../platform/log.ts';
import { runWithSettings } from '../../platform/run-with-settings.ts';
import { killMarked } from './run/process.ts';
import { createBuildRunner } from './run/runner.ts';
import { readSettings, type Settings, stateFiles } from './settings.ts';

/** The account that the portal and its people share. */
const USER = 'pilothouse';

await runWithSettings(readSettings, serve);

async function serve(settings: Settings): Promise<void> {
  const { host, port, stateDir, programs, environment, ...scheduling } =
    settings;
  const files = stateFiles(stateDir);
  await ensurePrivateDir(files.home);
  const server = await openCiServer(
    {
      ...scheduling,
      stateDir,
      url: `http://${host}:${port}`,
      accounts: [
        {
          id: USER,
          fullName: 'Pilothouse',
          apiToken: await ensureSecret(files.apiToken),
          password: await ensureSecret(files.password),
        },
      ],
      hookSecret: await ensureSecret(files.hookSecret),
      environment: {
        ...environment,
        PATH: [...programs, process.env.PATH ?? ''].join(delimiter),
        HOME: files.home,
        LANG: process.env.LANG ?? 'C.UTF-8',
      },
      endMarked: killMarked,
    },
    createBuildRunner(),
    log,
  );
  const http = createHttpServer(server);
  http.listen(port, host);
  await once(http, 'listening');
  log('listening', { url: server.url });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      http.close();
      http.closeAllConnections();
      server.close().then(
        () => process.exit(0),
        error => {
          log('failed', { error: String(error) });
          process.exit(1);
        },
      );
    });
  }
}
