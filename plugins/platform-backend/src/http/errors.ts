import { isError } from '@backstage/errors';
import { ORPCError } from '@orpc/server';
import {
  answerLost,
  halfMade,
  notKnownYet,
} from '@pilothouse/plugin-platform-common';

/** The request as Backstage's error body names it. */
export interface RequestLine {
  readonly method: string;
  readonly url: string;
}

/** Backstage's error body, which its stock clients turn back into the right class. */
export interface ErrorBody {
  readonly error: { readonly name: string; readonly message: string };
  readonly request?: RequestLine;
  readonly response: { readonly statusCode: number };
}

interface Detail {
  readonly name: string;
  readonly request: RequestLine;
}

const codes: ReadonlyMap<string, string> = new Map([
  ['InputError', 'BAD_REQUEST'],
  ['AuthenticationError', 'UNAUTHORIZED'],
  ['NotAllowedError', 'FORBIDDEN'],
  ['NotFoundError', 'NOT_FOUND'],
  ['ConflictError', 'CONFLICT'],
  ['NotImplementedError', 'NOT_IMPLEMENTED'],
  // Of two names for one code, the last is the code's own.
  [notKnownYet, 'SERVICE_UNAVAILABLE'],
  [halfMade, 'SERVICE_UNAVAILABLE'],
  [answerLost, 'SERVICE_UNAVAILABLE'],
  ['ServiceUnavailableError', 'SERVICE_UNAVAILABLE'],
]);

const names: ReadonlyMap<string, string> = new Map(
  [...codes].map(([name, code]) => [code, name]),
);

/**
 * The same error for the wire. What is not one of Backstage's own classes becomes an
 * internal error whose message tells nothing of the inside; the log has the rest.
 */
export function toWireError(
  error: unknown,
  request: RequestLine,
): ORPCError<string, Detail> {
  if (error instanceof ORPCError) {
    const name = names.get(error.code) ?? 'Error';
    return new ORPCError(error.code, {
      status: error.status,
      message: messageOf(error),
      data: { name, request },
      cause: error,
    });
  }
  const name = isError(error) ? error.name : 'Error';
  const code = codes.get(name);
  if (code === undefined || !isError(error)) {
    return new ORPCError('INTERNAL_SERVER_ERROR', {
      message: 'The portal failed to answer; its log says why',
      data: { name: 'Error', request },
      cause: error,
    });
  }
  return new ORPCError(code, {
    message: error.message,
    data: { name, request },
    cause: error,
  });
}

/** Whether it is the portal's fault, and so belongs into its log. */
export function isOurFault(error: ORPCError<string, unknown>): boolean {
  return error.status >= 500;
}

/** Encodes an error of {@link toWireError} as Backstage's clients expect it. */
export function errorBody(error: ORPCError<string, unknown>): ErrorBody {
  const detail = isDetail(error.data) ? error.data : undefined;
  return {
    error: {
      name: detail?.name ?? names.get(error.code) ?? 'Error',
      message: error.message,
    },
    request: detail?.request,
    response: { statusCode: error.status },
  };
}

function isDetail(data: unknown): data is Detail {
  return (
    typeof data === 'object' &&
    data !== null &&
    'name' in data &&
    'request' in data
  );
}

/** Names the fields that validation refused, where the error knows them. */
function messageOf(error: ORPCError<string, unknown>): string {
  const data: unknown = error.data;
  if (typeof data !== 'object' || data === null || !('issues' in data)) {
    return error.message;
  }
  const issues: unknown = data.issues;
  if (!Array.isArray(issues) || issues.length === 0) {
    return error.message;
  }
  return `${error.message}: ${issues.map(issueText).join('; ')}`;
}

function issueText(issue: unknown): string {
  if (typeof issue !== 'object' || issue === null || !('message' in issue)) {
    return 'invalid';
  }
  const path =
    'path' in issue && Array.isArray(issue.path) ? issue.path.join('.') : '';
  return path ? `${path}: ${issue.message}` : `${issue.message}`;
}
