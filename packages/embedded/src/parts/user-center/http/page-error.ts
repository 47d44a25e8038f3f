/** What can be told on an error page; the words are in the messages of each language. */
export type PageErrorCode =
  | 'personUnknown'
  | 'signInExpired'
  | 'crossSite'
  | 'notFound'
  | 'refused'
  | 'wrongHost'
  | 'tooLarge'
  | 'internal';

/** A failure that a person sees as a page. */
export class PageError extends Error {
  readonly status: number;
  readonly code: PageErrorCode;

  constructor(status: number, code: PageErrorCode) {
    super(code);
    this.name = 'PageError';
    this.status = status;
    this.code = code;
  }
}
