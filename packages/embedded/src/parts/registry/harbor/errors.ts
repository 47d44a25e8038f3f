/** A refusal as Harbor words it: a status, its code, and a sentence. */
export class HarborError extends Error {
  override readonly name = 'HarborError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const badRequest = (message: string) =>
  new HarborError(400, 'BAD_REQUEST', message);

export const unauthorized = () =>
  new HarborError(401, 'UNAUTHORIZED', 'unauthorized: unauthorized');

export const forbidden = (message = 'forbidden: forbidden') =>
  new HarborError(403, 'FORBIDDEN', message);

export const notFound = (message: string) =>
  new HarborError(404, 'NOT_FOUND', message);

export const conflict = (message: string) =>
  new HarborError(409, 'CONFLICT', message);

export const precondition = (message: string) =>
  new HarborError(412, 'PRECONDITION', message);

export const tooLarge = (message: string) =>
  new HarborError(413, 'REQUEST_TOO_LARGE', message);

/** The body of a refusal. */
export function bodyOf({ code, message }: { code: string; message: string }) {
  return JSON.stringify({ errors: [{ code, message }] });
}
