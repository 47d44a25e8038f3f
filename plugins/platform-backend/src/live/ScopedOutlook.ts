import type { Access, Scope, Viewer } from '../kube/access';
import type { Outlook, Perspective } from './Outlook';

/** How a person sees the clusters, by the scope that they have at the moment. */
export class ScopedOutlook<I, O> implements Outlook<I, O> {
  #perspective: Perspective<I, O>;

  private constructor(
    private readonly options: {
      access: Access;
      viewer: Viewer;
      perspectiveOf: (scope: Scope) => Perspective<I, O>;
    },
    scope: Scope,
  ) {
    this.#perspective = options.perspectiveOf(scope);
  }

  /** Waits for the person's scope. */
  static async of<I, O>(options: {
    access: Access;
    viewer: Viewer;
    perspectiveOf: (scope: Scope) => Perspective<I, O>;
  }): Promise<ScopedOutlook<I, O>> {
    const { access, viewer } = options;
    return new ScopedOutlook(options, await access.scopeOf(viewer));
  }

  perspective(): Perspective<I, O> {
    return this.#perspective;
  }

  subscribe(listener: () => void): () => void {
    let asked = 0;
    const judgeAgain = async () => {
      asked += 1;
      const question = asked;
      const perspective = await this.#judge();
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

  /** Who cannot be judged sees nothing but why. */
  async #judge(): Promise<Perspective<I, O>> {
    const { access, viewer, perspectiveOf } = this.options;
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
}
