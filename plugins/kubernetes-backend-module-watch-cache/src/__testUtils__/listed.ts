import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Stored } from './ExistingPortal';

const PATIENCE_MS = 30_000;

/**
 * Lists objects straight from the API server, with the portal's own ServiceAccount.
 *
 * @param stateDir - state folder of the running platform
 * @param path - of the list
 */
export async function listed(
  stateDir: string,
  path: string,
): Promise<Stored[]> {
  const inState = (file: string) => readFileSync(join(stateDir, file), 'utf8');
  const { addresses } = JSON.parse(inState('platform.json'));
  const token = inState('portal/kubernetes-token').trim();
  const body = await new Promise<string>((done, failed) => {
    const request = get(
      {
        host: '127.0.0.1',
        port: addresses.apiServer,
        path,
        ca: inState('kubernetes/ca.crt'),
        headers: { Authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(PATIENCE_MS),
      },
      answer => text(answer).then(done, failed),
    );
    request.once('error', failed);
  });
  const { items, message } = JSON.parse(body);
  if (!items) throw new Error(`${path} was not listed: ${message}`);
  return items;
}
