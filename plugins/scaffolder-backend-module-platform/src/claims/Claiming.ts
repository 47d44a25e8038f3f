import { ConflictError } from '@backstage/errors';
import { handlerOf, type Handlers, type Maker } from '../things/Handlers';
import { keyOf, wordsOf, type Thing } from '../things/thing';
import type { FateOf } from '../undo/fate';
import { ClaimedError, type Claim, type Claims } from './Claims';

/** Lets tasks claim what they are about to make. */
export class Claiming {
  constructor(
    private readonly options: {
      readonly claims: Claims;
      readonly fateOf: FateOf;
      readonly handlers: Handlers;
      /** Brings the claims of another task up to date with what became of it. */
      readonly settle: (taskId: string) => Promise<void>;
    },
  ) {}

  /**
   * Claims things none of which is there yet.
   *
   * @throws ConflictError that names all that are there, or ClaimedError
   */
  async allNew(
    maker: Maker,
    things: readonly Thing[],
    signal?: AbortSignal,
  ): Promise<void> {
    const { claims } = this.options;
    const taken = await this.#take(maker, things);
    const unsure = taken.filter(({ confirmed }) => !confirmed);
    try {
      const there = await this.#thereOf(unsure, maker, signal);
      if (there.length > 0) {
        const words = there.map(({ thing }) => wordsOf(thing));
        throw new ConflictError(
          `The name is taken: there is ${words.join('; ')}. Choose another one`,
        );
      }
    } catch (error) {
      await claims.drop(unsure);
      throw error;
    }
    await claims.confirm(unsure);
  }

  /**
   * Claims a thing, if it is not there yet. One that is there is nobody's to undo.
   *
   * @returns whether the task makes it
   * @throws ClaimedError when another task makes it
   */
  async ifNew(
    maker: Maker,
    thing: Thing,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const { claims } = this.options;
    const taken = await this.#take(maker, [thing]);
    const unsure = taken.filter(({ confirmed }) => !confirmed);
    let there: readonly Claim[] = unsure;
    try {
      there = await this.#thereOf(unsure, maker, signal);
    } finally {
      await claims.drop(there);
    }
    if (there.length > 0) return false;
    await claims.confirm(unsure);
    return true;
  }

  /** Leaves a thing to whoever made it after it was claimed. */
  async leave(maker: Maker, thing: Thing): Promise<void> {
    const { claims } = this.options;
    await claims.drop(await claims.take(maker, [thing]));
  }

  /**
   * What another run is making or undoing of these things at this moment. Only looks.
   *
   * @returns undefined when they are left alone
   */
  async claimedBesides(
    taskId: string,
    things: readonly Thing[],
  ): Promise<Claim | undefined> {
    const others = await this.#besides(taskId, things);
    for (const [task, claim] of others) {
      const fate = await this.options.fateOf(task);
      // What a run that ended well has claimed is only not forgotten yet.
      if (fate !== 'completed' && fate !== 'gone') return claim;
    }
    return undefined;
  }

  /** Brings what other runs have claimed of these things up to date with what became of them. */
  async settleBesides(taskId: string, things: readonly Thing[]): Promise<void> {
    const others = await this.#besides(taskId, things);
    for (const task of others.keys()) await this.options.settle(task);
  }

  /** A claim of each other run that has claimed one of these things, by the run. */
  async #besides(
    taskId: string,
    things: readonly Thing[],
  ): Promise<ReadonlyMap<string, Claim>> {
    const wanted = things.map(thing => `${thing.kind} ${keyOf(thing)}`);
    const others = await this.options.claims.ofOthers(taskId);
    return new Map(
      others
        .filter(({ thing }) => wanted.includes(`${thing.kind} ${keyOf(thing)}`))
        .map(claim => [claim.maker.taskId, claim]),
    );
  }

  async #take(maker: Maker, things: readonly Thing[]): Promise<Claim[]> {
    const { claims, settle } = this.options;
    try {
      return await claims.take(maker, things);
    } catch (error) {
      if (!(error instanceof ClaimedError)) throw error;
      await settle(error.claim.maker.taskId);
      return claims.take(maker, things);
    }
  }

  async #thereOf(
    claims: readonly Claim[],
    maker: Maker,
    signal?: AbortSignal,
  ): Promise<Claim[]> {
    const exist = await Promise.all(
      claims.map(({ thing }) =>
        handlerOf(this.options.handlers, thing).exists(maker, signal),
      ),
    );
    return claims.filter((_, i) => exist[i]);
  }
}
