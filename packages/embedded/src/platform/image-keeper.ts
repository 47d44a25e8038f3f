/** How far the programs of an image are on this machine. */
export type ImageState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'fetching'; readonly step: string }
  | { readonly kind: 'failed'; readonly because: string }
  | { readonly kind: 'ready' };

const RETRY_MS = 30_000;

/** Makes the image when it is first wanted, and knows how far that is. */
export class ImageKeeper {
  readonly #make: (tell: (step: string) => void) => Promise<void>;
  readonly #changed: () => void;
  #state: ImageState = { kind: 'absent' };
  #retryAt = 0;

  /** @param changed - called whenever the state has changed, and when a new try may be made */
  constructor(
    make: (tell: (step: string) => void) => Promise<void>,
    changed: () => void,
  ) {
    this.#make = make;
    this.#changed = changed;
  }

  get state(): ImageState {
    return this.#state;
  }

  /** Begins to make it, unless that is under way, done, or has just failed. */
  want(): void {
    const { kind } = this.#state;
    const mayTry = kind === 'absent' || kind === 'failed';
    if (mayTry && Date.now() >= this.#retryAt) void this.#try();
  }

  async #try(): Promise<void> {
    this.#set({ kind: 'fetching', step: 'Making the image' });
    try {
      await this.#make(step => this.#set({ kind: 'fetching', step }));
      this.#set({ kind: 'ready' });
    } catch (error) {
      const because = error instanceof Error ? error.message : String(error);
      this.#retryAt = Date.now() + RETRY_MS;
      setTimeout(this.#changed, RETRY_MS).unref();
      this.#set({ kind: 'failed', because });
    }
  }

  #set(state: ImageState): void {
    this.#state = state;
    this.#changed();
  }
}
