import type { Thing, ThingOf } from './thing';

/** For whom and since when a task makes something. */
export interface Maker {
  readonly taskId: string;
  readonly userEntityRef: string;
}

/** Finds and removes things of one kind. */
export interface Handler<K extends Thing['kind']> {
  exists(
    thing: ThingOf<K>,
    maker: Maker,
    signal?: AbortSignal,
  ): Promise<boolean>;
  /**
   * Removes what a task has made, as far as that is there.
   *
   * @param since - when the thing was not there yet; undefined where a person has decided to
   *   delete it, whatever was done in it since it was made
   * @returns false when there was nothing
   * @throws ConflictError when it cannot be told from what others made, or have changed
   */
  remove(
    thing: ThingOf<K>,
    maker: Maker,
    since: Date | undefined,
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
    since: Date | undefined,
    signal?: AbortSignal,
  ): Promise<boolean>;
} {
  const handler: Handler<K> = handlers[thing.kind as K];
  return {
    exists: (maker, signal) => handler.exists(thing, maker, signal),
    remove: (maker, since, signal) =>
      handler.remove(thing, maker, since, signal),
  };
}
