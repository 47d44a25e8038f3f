import {
  ConflictError,
  NotAllowedError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { answerLost } from '@pilothouse/plugin-platform-common';
import { CiServerError, RegistryError } from '@pilothouse/plugin-platform-node';
import { isPassing } from './passing';

const coded = (code: string) => Object.assign(new Error('it broke'), { code });
const answer = (status: number) =>
  ResponseError.fromResponse(new Response('', { status }) as never);

describe('may be over in a moment', () => {
  it.each([
    ['a server that cannot be reached', new ServiceUnavailableError('x'), true],
    [
      'a change of a cluster whose answer was lost',
      Object.assign(new Error('x'), { name: answerLost }),
      true,
    ],
    ['a slow CI server', new CiServerError('slow', 'x'), true],
    ['a failure of the CI server', new CiServerError('failed', 'x'), true],
    [
      'an account that the CI server refuses',
      new CiServerError('unauthenticated', 'x'),
      false,
    ],
    [
      'a CI server that there is not',
      new CiServerError('not-configured', 'x'),
      false,
    ],
    [
      'a registry that cannot be reached',
      new RegistryError('unreachable', 'x'),
      true,
    ],
    [
      'an account that the registry refuses',
      new RegistryError('refused', 'x'),
      false,
    ],
    [
      'a connection that was closed',
      new TypeError('fetch failed', { cause: coded('UND_ERR_SOCKET') }),
      true,
    ],
    ['a connection that was reset', coded('ECONNRESET'), true],
    ['a file that is not there', coded('ENOENT'), false],
    ['a name that is taken', new ConflictError('x'), false],
    ['a refusal', new NotAllowedError('x'), false],
    ['a fault of the program', new TypeError('x is not a function'), false],
    ['what is no error', 'x', false],
  ])('%s: %#', (_, error, expected) => {
    expect(isPassing(error)).toBe(expected);
  });

  it.each([
    [500, true],
    [503, true],
    [429, true],
    [401, false],
    [404, false],
    [409, false],
  ])('the answer %s of another plugin', async (status, expected) => {
    expect(isPassing(await answer(status))).toBe(expected);
  });
});
