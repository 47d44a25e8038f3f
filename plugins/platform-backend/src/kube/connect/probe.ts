import { clockOffset } from './clock';
import { ClusterFailure } from './ClusterFailure';
import type { ClusterConnection } from './ClusterConnection';
import { refusalReason } from './credentials';

const ANSWER_MS = 2_000;
/** A proxy or a balancer says these of what is behind it. */
const gatewayErrors: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * Asks the API server for a sign of life, or whether it is ready: before that it knows neither roles nor tokens, and would refuse what it serves later.
 *
 * @returns by how many ms its clock is ahead of the portal's, where it tells
 * @throws ClusterFailure when there is none
 */
export async function probe(
  connection: ClusterConnection,
  mustBeReady: boolean,
): Promise<number | undefined> {
  const askedAt = Date.now();
  const { statusCode, headers, body, credential } = await connection.open({
    path: mustBeReady ? '/readyz' : '/version',
    timeoutMs: ANSWER_MS,
    pauseMs: ANSWER_MS,
  });
  const offset = clockOffset(headers.date, [askedAt, Date.now()]);
  await body.dump();
  if (statusCode === 401) {
    throw new ClusterFailure(
      'refused',
      refusalReason(credential, new Date()),
      'credential-refused',
    );
  }
  if (statusCode >= 500 && mustBeReady) {
    throw new ClusterFailure(
      'network',
      'its API server is not ready yet',
      'not-ready',
    );
  }
  if (gatewayErrors.has(statusCode)) {
    throw new ClusterFailure(
      'network',
      `its API server does not answer what stands before it (${statusCode})`,
      'no-answer',
    );
  }
  return offset;
}
