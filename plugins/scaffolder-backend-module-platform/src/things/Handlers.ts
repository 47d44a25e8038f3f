import { ConflictError } from '@backstage/errors';
import type { Thing, ThingOf } from './thing';

/** That a thing stays for good, as it is somebody else's by now: trying again would not help. */
export class StaysError extends ConflictError {}

/** For whom and since when a task makes something. */
export interface Maker {
  readonly taskId: string;
  readonly userEntityRef: string;
}

/**
 * What of a thing is removed. `undo`: what a run has made, and nobody has touched, since it
 * was not there yet. `whole`: all of it, as a person has decided who was told what it is.
 */
export type Removal =
  | { readonly kind: 'undo'; readonly since: Date }
  | { readonly kind: 'whole' };

/** Finds and removes things of one kind. */
export interface Handler<K extends Thing['kind']> {
  exists(
    thing: ThingOf<K>,
    maker: Maker,
    signal?: AbortSignal,
  ): Promise<boolean>;
  /**
   * Removes a thing, as far as that is there.
   *
   * @returns false when there was nothing
   * @throws ConflictError when it cannot be told from what others made, or have changed
   * @throws StaysError where that will not be otherwise later
   */
  remove(
    thing: ThingOf<K>,
    maker: Maker,
    removal: Removal,
    signal?: AbortSignal,
  ): Promise<boolean>;
}

/** One for each kind of thing. */
export type Handlers = { readonly [K in Thing['kind']]: Handler<K> };

/** The handler of a thing, bound to it. */
export function handlerOf<K extends Thing['kind']>(
  handlers: Handlers,
  thing: ThingOf<K>,
): {
  exists(maker: Maker, signal?: AbortSignal): Promise<boolean>;
  remove(
    maker: Maker,
    removal: Removal,
    signal?: AbortSignal,
  ): Promise<boolean>;
} {
  const handler: Handler<K> = handlers[thing.kind as K];
  return {
    exists: (maker, signal) => handler.exists(thing, maker, signal),
    remove: (maker, removal, signal) =>
      handler.remove(thing, maker, removal, signal),
  };
}
