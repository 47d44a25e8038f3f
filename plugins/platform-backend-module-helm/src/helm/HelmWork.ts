import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError, toError } from '@backstage/errors';
import { loggedAs, type PersonalHands } from '@pilothouse/plugin-platform-node';
import type { Ref } from '../release/standing';
import { helmFailure } from './failures';
import type { HelmProgram } from './HelmProgram';
import { HelmRelease } from './HelmRelease';

/** How long somebody waits for what may go on without them. */
const patienceMs = 15_000;

/** Something that may take long. */
export interface Lasting {
  act(release: HelmRelease): Promise<void>;
  /** What others than the person may read of a message. */
  hide(text: string): string;
  /** Tells that it failed, and why. */
  failed(said: string): Promise<void>;
}

/** Has Helm work on releases as people, through a gate that is closed afterwards. */
export class HelmWork {
  constructor(
    private readonly options: {
      readonly helm: Pick<HelmProgram, 'run'>;
      readonly logger: Pick<LoggerService, 'error'>;
    },
  ) {}

  /**
   * Does something, and lets nobody wait for more of it than they would. Whatever ends it, it
   * is told, so that nobody waits for what is not under way any more.
   */
  async lasting(
    ref: Ref,
    hands: PersonalHands,
    { act, hide, failed }: Lasting,
  ): Promise<void> {
    const { logger } = this.options;
    const where = `${ref.namespace}/${ref.name} of the cluster ${ref.cluster}`;
    const work = this.#through(hands, ref, act).catch(async error => {
      const said = hide(toError(error).message);
      await failed(said).catch(reason =>
        logger.error(
          `It cannot be told what became of the release ${where}`,
          toError(reason),
        ),
      );
      throw failureOf(error, ref, hide);
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>(resolve => {
      timer = setTimeout(() => resolve('late'), patienceMs);
    });
    const first = await Promise.race([work, late]).finally(() =>
      clearTimeout(timer),
    );
    if (first !== 'late') return;
    work.catch(error =>
      logger.error(
        `The release ${where} could not be brought about`,
        new Error(hide(toError(error).message)),
      ),
    );
  }

  /**
   * Does something with a release.
   *
   * @param hide - gives what logs may have of a message
   * @throws errors of what Helm said, with what to do about it
   */
  async run<T>(
    hands: PersonalHands,
    ref: Ref,
    act: (release: HelmRelease) => Promise<T>,
    hide = (text: string) => text,
  ): Promise<T> {
    try {
      return await this.#through(hands, ref, act);
    } catch (error) {
      throw failureOf(error, ref, hide);
    }
  }

  async #through<T>(
    hands: PersonalHands,
    ref: Ref,
    act: (release: HelmRelease) => Promise<T>,
  ): Promise<T> {
    const gate = await hands.open();
    try {
      return await act(new HelmRelease(this.options.helm, gate.server, ref));
    } finally {
      await gate.close();
    }
  }
}

function failureOf(
  error: unknown,
  ref: Ref,
  hide: (text: string) => string,
): unknown {
  if (!isError(error) || error.name !== 'HelmRefusal') return error;
  const failure = helmFailure(error.message, ref);
  return loggedAs(failure, hide(failure.message));
}
