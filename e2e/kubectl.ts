import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The real kubectl on one cluster. */
export class Kubectl {
  readonly #program: string;
  readonly #kubeconfig: string;

  constructor(program: string, kubeconfig: string) {
    this.#program = program;
    this.#kubeconfig = kubeconfig;
  }

  /** @returns what it says. @throws when it fails */
  run(...args: string[]): Promise<string> {
    return this.#call(args);
  }

  /** Creates these objects, or makes them so. */
  async apply(...objects: object[]): Promise<void> {
    const list = { apiVersion: 'v1', kind: 'List', items: objects };
    await this.#call(['apply', '--filename', '-'], JSON.stringify(list));
  }

  async #call(args: string[], stdin = ''): Promise<string> {
    const running = run(this.#program, args, {
      env: { ...process.env, KUBECONFIG: this.#kubeconfig },
      maxBuffer: 16 * 1024 * 1024,
    });
    // Why it does not read its input, it says when it ends.
    running.child.stdin?.on('error', () => {}).end(stdin);
    return (await running).stdout;
  }
}
