import { readFile } from 'node:fs/promises';
import { get } from 'node:https';
import type { CertificateFiles } from './certificates.ts';

/**
 * Whether an HTTPS GET is answered with a status below 400 by a server that the
 * authority signed.
 *
 * @param client - shown to the server, where it asks for one
 */
export async function answersHttps(
  url: string,
  authority: CertificateFiles,
  signal: AbortSignal,
  client?: CertificateFiles,
): Promise<boolean> {
  const options = {
    ca: await readFile(authority.cert),
    cert: client && (await readFile(client.cert)),
    key: client && (await readFile(client.key)),
    signal: AbortSignal.any([signal, AbortSignal.timeout(3000)]),
    agent: false as const,
  };
  return new Promise(resolve => {
    get(url, options, response => {
      response.resume();
      resolve((response.statusCode ?? 500) < 400);
    }).once('error', () => resolve(false));
  });
}
