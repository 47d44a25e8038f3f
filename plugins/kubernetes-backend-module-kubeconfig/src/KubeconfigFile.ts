import { readFile } from 'node:fs/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, isError } from '@backstage/errors';
import { Connection } from './Connection';
import { chooseContexts, type KubeconfigSettings } from './kubeconfig';

/** The chosen contexts of a kubeconfig file, as it is now. */
export class KubeconfigFile {
  readonly #settings: KubeconfigSettings;
  readonly #logger: LoggerService;
  #text: string;
  #connections: ReadonlyMap<string, Connection>;
  #reading: Promise<void> | undefined;
  #lastProblem: string | undefined;

  private constructor(
    settings: KubeconfigSettings,
    logger: LoggerService,
    text: string,
  ) {
    this.#settings = settings;
    this.#logger = logger;
    this.#text = text;
    this.#connections = connect(text, settings);
  }

  /**
   * @throws InputError that names the file, and the context where one is the problem
   */
  static async open(
    settings: KubeconfigSettings,
    logger: LoggerService,
  ): Promise<KubeconfigFile> {
    return new KubeconfigFile(settings, logger, await read(settings.file));
  }

  /**
   * By name of the context. The file is read again each time, which costs less than one
   * request to a cluster; while it is gone or wrong, what it last said holds.
   */
  async connections(): Promise<ReadonlyMap<string, Connection>> {
    this.#reading ??= this.#refresh().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
    return this.#connections;
  }

  async #refresh(): Promise<void> {
    try {
      const text = await read(this.#settings.file);
      if (text !== this.#text) {
        this.#connections = connect(text, this.#settings);
        this.#text = text;
        this.#logger.info(
          `Kubeconfig ${this.#settings.file} has changed; it is in use`,
        );
      }
      this.#lastProblem = undefined;
    } catch (error) {
      const problem = isError(error) ? error.message : String(error);
      if (problem !== this.#lastProblem) {
        this.#logger.warn(`${problem}. What it said before stays in use.`);
      }
      this.#lastProblem = problem;
    }
  }
}

function connect(
  text: string,
  settings: KubeconfigSettings,
): ReadonlyMap<string, Connection> {
  return new Map(
    chooseContexts(text, settings).map(chosen => [
      chosen.context.name,
      new Connection(chosen),
    ]),
  );
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = isError(error) ? error.code : undefined;
    const why =
      code === 'ENOENT' ? 'does not exist' : `cannot be read: ${code}`;
    throw new InputError(`Kubeconfig ${file} ${why}`);
  }
}
