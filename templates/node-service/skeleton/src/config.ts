/** What the environment says to the service. */
export interface Config {
  /** Address to listen on. */
  readonly host: string;
  readonly port: number;
  /** Build that this is, shown by /healthz and in every line of the log. */
  readonly version: string;
  /** `fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`. */
  readonly logLevel: string;
  /** How long requests are still taken after the order to stop. */
  readonly drainMs: number;
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/**
 * Reads the configuration once, at the start, so that a wrong value is seen at once.
 *
 * @throws an error that names the variable
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  return {
    host: env.HOST ?? '0.0.0.0',
    port: whole(env, 'PORT', 8080, 65_535),
    version: env.APP_VERSION ?? 'dev',
    logLevel: oneOf(env, 'LOG_LEVEL', 'info', LEVELS),
    drainMs: whole(env, 'DRAIN_MS', 3000, 60_000),
  };
}

function whole(
  env: NodeJS.ProcessEnv,
  name: string,
  otherwise: number,
  most: number,
): number {
  const text = env[name] ?? '';
  if (text === '') return otherwise;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw new Error(
    `${name} must be a whole number from 0 to ${most}, not "${text}"`,
  );
}

function oneOf(
  env: NodeJS.ProcessEnv,
  name: string,
  otherwise: string,
  known: readonly string[],
): string {
  const text = env[name] ?? '';
  if (text === '') return otherwise;
  if (known.includes(text)) return text;
  throw new Error(`${name} must be one of ${known.join(', ')}, not "${text}"`);
}
