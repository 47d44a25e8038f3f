import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { handle } from './http/routes.ts';
import { ensureKeys } from './keys.ts';
import type { Log } from '../../platform/log.ts';
import { ArtifactStore } from './oidc/artifact-store.ts';
import { activeUser } from './oidc/claims.ts';
import { createProvider } from './oidc/provider.ts';
import { providerPages } from './oidc/provider-pages.ts';
import { samplePeople } from './people/seed.ts';
import { PeopleStore } from './people/store.ts';
import { SCIM_PATH } from './scim/handler.ts';
import { type Settings, stateFiles } from './settings.ts';

const STYLE_SHEET = new URL('./pages/user-center.css', import.meta.url);
const SWEEP_MS = 10 * 60 * 1000;

/** A user center that answers. */
export interface RunningUserCenter {
  /** Also the address: `http://localhost:<port>`. */
  readonly issuer: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Starts the user center.
 *
 * @param settings - port 0 takes a free one
 * @throws Error with a sentence when the port is taken or the state is damaged
 */
export async function startUserCenter(
  settings: Settings,
  log: Log,
): Promise<RunningUserCenter> {
  const keys = await ensureKeys(settings.stateDir);
  const files = stateFiles(settings.stateDir);
  const people = await PeopleStore.open(files.people, () =>
    samplePeople(new Date().toISOString()),
  );
  const styleSheet = await readFile(fileURLToPath(STYLE_SHEET), 'utf8');
  const server = createServer();
  const port = await listen(server, settings);
  const artifacts = new ArtifactStore(files.sessions);
  endSessionsOfThoseGone(people, artifacts);
  const issuer = `http://localhost:${port}`;
  const { portalUrl, gitUrl } = settings;
  const pages = providerPages(people, portalUrl);
  const provider = createProvider({
    issuer,
    portalUrl,
    gitUrl,
    keys,
    people,
    artifacts,
    pages,
  });
  provider.on('server_error', (_ctx, error) =>
    log('oidc-failed', { error: error.stack }),
  );
  const scim = {
    baseUrl: issuer + SCIM_PATH,
    token: keys.scimToken,
    people,
    log,
  };
  const center = { issuer, portalUrl, provider, people, scim, styleSheet, log };
  server.on(
    'request',
    (request, response) => void handle(center, request, response),
  );
  const sweep = setInterval(() => artifacts.removeExpired(), SWEEP_MS);
  const close = async () => {
    clearInterval(sweep);
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    artifacts.close();
  };
  return { issuer, port, close };
}

function endSessionsOfThoseGone(
  people: PeopleStore,
  artifacts: ArtifactStore,
): void {
  for (const id of artifacts.accountIds()) {
    if (!activeUser(people.people, id)) artifacts.endAccount(id);
  }
  people.onLeave(ids => ids.forEach(id => artifacts.endAccount(id)));
}

async function listen(
  server: Server,
  { host, port }: Settings,
): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', error =>
      reject(
        Reflect.get(error, 'code') === 'EADDRINUSE'
          ? new Error(
              `Port ${port} is taken: end the program that uses it, or choose another port`,
            )
          : error,
      ),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}
