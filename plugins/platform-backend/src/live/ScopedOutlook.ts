import type { Access, Scope, Viewer } from '../kube/access';
import type { Outlook, Perspective } from './Outlook';

interface Judging<I, O> {
  readonly access: Access;
  readonly viewer: Viewer;
  readonly perspectiveOf: (scope: Scope) => Perspective<I, O>;
}

/** How a person sees the clusters, by the scope that they have at the moment. */
export class ScopedOutlook<I, O> implements Outlook<I, O> {
  #perspective: Perspective<I, O>;

  private constructor(
    private readonly options: Judging<I, O>,
    first: Perspective<I, O>,
  ) {
    this.#perspective = first;
  }

  /** Waits for the person's scope. Who cannot be judged now may be judged later. */
  static async of<I, O>(options: Judging<I, O>): Promise<ScopedOutlook<I, O>> {
    return new ScopedOutlook(options, await judge(options));
  }

  perspective(): Perspective<I, O> {
    return this.#perspective;
  }

  subscribe(listener: () => void): () => void {
    let asked = 0;
    const judgeAgain = async () => {
      asked += 1;
      const question = asked;
      const perspective = await judge(this.options);
      if (question === asked && perspective.key !== this.#perspective.key) {
        this.#perspective = perspective;
        listener();
      }
    };
    const leave = this.options.access.subscribe(() => void judgeAgain());
    // The scope may have changed between the asking and the listening.
    void judgeAgain();
    return () => {
      asked = Infinity;
      leave();
    };
  }
}

/** Who cannot be judged sees nothing but why. */
async function judge<I, O>({
  access,
  viewer,
  perspectiveOf,
}: Judging<I, O>): Promise<Perspective<I, O>> {
  try {
    return perspectiveOf(await access.scopeOf(viewer));
  } catch (error) {
    return {
      key: `not judged: ${viewer.userEntityRef}: ${error}`,
      evaluate: () => {
        throw error;
      },
    };
  }
}
