import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PORTS_PER_INSTANCE } from '../platform/addresses.ts';
import { PrerequisiteError } from '../launcher/prerequisite-error.ts';

/** What `npm start` was asked for. */
export interface StartOptions {
  readonly port: number;
  /** A kubeconfig of one's own; then no embedded Kubernetes is started. */
  readonly kubeconfig?: string;
  /** Contexts of that kubeconfig; empty means its current one. */
  readonly contexts: readonly string[];
  /** Configuration files of Backstage that are read after the portal's own. */
  readonly configs: readonly string[];
  /** Only these parts and what they need; empty means all. */
  readonly parts: readonly string[];
  readonly help: boolean;
}

/** Where the portal listens unless told otherwise. */
export const USUAL_PORT = 7007;

export const USAGE = `Usage: npm start -- [options]

  --port PORT         port of the portal (default ${USUAL_PORT}); the fourteen after it are used too
  --kubeconfig FILE   run on clusters of your own, start no embedded Kubernetes
  --context NAME      a context of that kubeconfig; may be repeated
  --config FILE       more configuration for the portal; may be repeated
  --part NAME         start only this part and what it needs; may be repeated
  --help              this text`;

/**
 * Reads the command line.
 *
 * @throws PrerequisiteError that names the option that is wrong
 */
export function parseOptions(args: readonly string[]): StartOptions {
  const values = parse(args);
  const port = parsePort(values.port);
  const contexts = values.context ?? [];
  if (contexts.length > 0 && !values.kubeconfig) {
    throw new PrerequisiteError('--context needs --kubeconfig FILE');
  }
  return {
    port,
    kubeconfig:
      values.kubeconfig && resolve(callersFolder(), values.kubeconfig),
    contexts,
    configs: (values.config ?? []).map(file => resolve(callersFolder(), file)),
    parts: values.part ?? [],
    help: values.help ?? false,
  };
}

/**
 * The portal's port, by option, by `PILOTHOUSE_PORT`, or the usual one.
 *
 * @throws PrerequisiteError when it is not a port
 */
export function parsePort(given?: string): number {
  const port = Number(given ?? process.env.PILOTHOUSE_PORT ?? USUAL_PORT);
  const last = 65_535 - PORTS_PER_INSTANCE;
  if (Number.isInteger(port) && port >= 1024 && port <= last) return port;
  throw new PrerequisiteError(
    `--port must be a whole number from 1024 to ${last}`,
  );
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        kubeconfig: { type: 'string' },
        context: { type: 'string', multiple: true },
        config: { type: 'string', multiple: true },
        part: { type: 'string', multiple: true },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new PrerequisiteError(
      `${message}. What there is: npm start -- --help`,
    );
  }
}

/** npm changes into the checkout; a relative path is meant from where the person stood. */
function callersFolder(): string {
  return process.env.INIT_CWD ?? process.cwd();
}
