import type { Words } from '@pilothouse/plugin-platform-common';

/** A Service by which clients reach an instance. */
export interface MiddlewareEndpoint {
  readonly title: Words;
  /** Name of a Service in the same namespace, or a whole address. */
  readonly to:
    | { readonly service: string; readonly port?: number }
    | { readonly host: string; readonly port?: number };
}

/** A Secret that holds credentials; it is named, never read. */
export interface MiddlewareCredentials {
  readonly title: Words;
  readonly secret: string;
  readonly keys: readonly string[];
  /** Those that services usually want; all of them unless told. */
  readonly proposed?: readonly string[];
  /**
   * How the one who runs the instance is had to make new ones, and applies them: it makes a
   * Secret anew that was deleted, or fills in keys that were emptied. Where it is known to do
   * neither, what a person does instead.
   */
  readonly rotation?:
    | { readonly by: 'deletion' }
    | { readonly by: 'emptying'; readonly keys: readonly string[] }
    | { readonly by: 'hand'; readonly words: Words };
}
