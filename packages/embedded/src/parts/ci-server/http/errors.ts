/** A refusal with the status that Jenkins gives and a sentence that says what to do. */
export class HttpError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = new.target.name;
    this.status = status;
  }
}

/** What was sent cannot be read, or asks for something that cannot be. */
export class BadRequest extends HttpError {
  constructor(message: string) {
    super(400, message);
  }
}

/** The caller has not said who they are, or not truthfully. */
export class Unauthorized extends HttpError {
  constructor(message: string) {
    super(401, message);
  }
}

/** The caller may not do this in this way. */
export class Forbidden extends HttpError {
  constructor(message: string) {
    super(403, message);
  }
}

/** Nothing is at that address. */
export class NotFound extends HttpError {
  constructor(message: string) {
    super(404, message);
  }
}

/** The address does not know this method. */
export class MethodNotAllowed extends HttpError {
  constructor(message: string) {
    super(405, message);
  }
}

/** The object's state does not allow it now. */
export class Conflict extends HttpError {
  constructor(message: string) {
    super(409, message);
  }
}

/** More was sent than is read. */
export class TooLarge extends HttpError {
  constructor(message: string) {
    super(413, message);
  }
}
