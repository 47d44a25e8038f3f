/** What the browser tests are told by `npm test`. */
export interface Environment {
  /** Address of the portal under test. */
  readonly url: string;
  /** State folder of the platform under test. */
  readonly stateDir: string;
  /** Path of Chromium. */
  readonly browser: string;
  readonly inCi: boolean;
}

/** Reads the environment; by hand, a platform on the usual port and Debian's Chromium serve. */
export function environment(): Environment {
  const home = process.env.HOME ?? '';
  return {
    url: process.env.PILOTHOUSE_URL ?? 'http://localhost:7007',
    stateDir:
      process.env.PILOTHOUSE_TEST_PLATFORM ??
      `${home}/.local/state/pilothouse/7007`,
    browser: process.env.PILOTHOUSE_CHROMIUM ?? '/usr/bin/chromium',
    inCi: Boolean(process.env.CI),
  };
}
