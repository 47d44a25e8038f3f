import { isError } from '@backstage/errors';
import { answerLost } from '@pilothouse/plugin-platform-common';

/** Problems of servers that are over only when somebody mends something. */
const lasting = [
  'forbidden',
  'not-configured',
  'refused',
  'unauthenticated',
  'unsupported',
];

/** What becomes of a connection whose other side is busy, or just starts again. */
const broken = [
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_SOCKET',
];

/**
 * Whether a fault may be over in a moment: a server that did not answer in time, was too busy,
 * or was just starting. What somebody decided, such as a refusal or a name that is taken, is not.
 * A change whose answer was lost is for those who may repeat it: they look before they make.
 */
export function isPassing(error: unknown): boolean {
  if (!isError(error)) return false;
  const { cause, code, name, problem, statusCode } = error;
  switch (name) {
    case 'ServiceUnavailableError':
      return !lasting.includes(String(problem));
    case 'ResponseError':
      return isBusy(statusCode);
    case answerLost:
    case 'KnexTimeoutError':
      return true;
    default:
      return broken.includes(String(code)) || isPassing(cause);
  }
}

function isBusy(status: unknown): boolean {
  return (
    typeof status === 'number' &&
    (status >= 500 || status === 408 || status === 429)
  );
}
