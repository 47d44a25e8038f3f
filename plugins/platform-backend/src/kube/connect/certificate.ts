import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { codeOf } from './reasons';

const LOOK_MS = 2_000;

/**
 * When the certificate of a server expired, if that is why a connection failed. The server
 * is asked for its certificate only; nothing is sent there.
 *
 * @returns undefined when it failed for another reason, or the server does not show it
 */
export async function certificateReason(
  error: unknown,
  origin: string,
): Promise<string | undefined> {
  if (codeOf(error) !== 'CERT_HAS_EXPIRED') return undefined;
  const until = await expiryOf(new URL(origin));
  return until && `its certificate expired on ${until.toISOString()}`;
}

function expiryOf({ hostname, port }: URL): Promise<Date | undefined> {
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise(resolve => {
    const socket = connect({
      host,
      port: Number(port || 443),
      servername: isIP(host) ? undefined : host,
      rejectUnauthorized: false,
      timeout: LOOK_MS,
    });
    const done = (until?: Date) => {
      socket.destroy();
      resolve(until);
    };
    socket.once('secureConnect', () => {
      const until = new Date(socket.getPeerCertificate().valid_to);
      done(Number.isNaN(until.getTime()) ? undefined : until);
    });
    socket.once('timeout', () => done());
    socket.once('error', () => done());
  });
}
