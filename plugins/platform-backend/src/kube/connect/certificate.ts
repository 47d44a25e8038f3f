import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { codeOf } from './reasons';

const LOOK_MS = 2_000;

interface Validity {
  readonly valid_from: string;
  readonly valid_to: string;
}

const words: {
  readonly [code: string]: ((validity: Validity) => string) | undefined;
} = {
  CERT_HAS_EXPIRED: ({ valid_to }) =>
    `its certificate expired on ${momentOf(
      valid_to,
    )}; it must be renewed there`,
  CERT_NOT_YET_VALID: ({ valid_from }) =>
    `its certificate is not valid before ${momentOf(
      valid_from,
    )}; check its clock and the portal's`,
};

/**
 * When the certificate of a server expired or begins to be valid, if that is why a
 * connection failed. The server is asked for its certificate only; nothing is sent there.
 *
 * @returns undefined when it failed for another reason, or the server does not show it
 */
export async function certificateReason(
  error: unknown,
  origin: string,
): Promise<string | undefined> {
  const sayWith = words[codeOf(error) ?? ''];
  const shown = sayWith && (await certificateOf(new URL(origin)));
  return shown && sayWith(shown);
}

function momentOf(date: string): string {
  return new Date(date).toISOString();
}

function certificateOf({ hostname, port }: URL): Promise<Validity | undefined> {
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise(resolve => {
    const socket = connect({
      host,
      port: Number(port || 443),
      servername: isIP(host) ? undefined : host,
      rejectUnauthorized: false,
      timeout: LOOK_MS,
    });
    const done = (shown?: Validity) => {
      socket.destroy();
      resolve(shown);
    };
    socket.once('secureConnect', () => {
      const shown = socket.getPeerCertificate();
      // One that shows none has an empty object.
      done(shown.valid_to ? shown : undefined);
    });
    socket.once('timeout', () => done());
    socket.once('error', () => done());
  });
}
