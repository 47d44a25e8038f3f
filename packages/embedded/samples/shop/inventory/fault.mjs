import { textField, wholeField } from '../shared/input.mjs';
import { HttpError } from '../shared/service.mjs';

/** What can be made to go wrong. */
export const MODES = /** @type {const} */ ([
  'none',
  'latency',
  'errors',
  'crash',
  'leak',
]);

/**
 * @typedef {(typeof MODES)[number]} Mode
 *
 * @typedef {object} Fault
 * @property {Mode} mode
 * @property {number} percent share of requests that are hit by latency or errors
 * @property {number} latencyMs
 * @property {number} leakMiB memory kept for ever, each second
 */

const DEFAULTS = { percent: 100, latencyMs: 1500, leakMiB: 8 };
const MIB = 1024 * 1024;

/**
 * Reads the fault that somebody asks for.
 *
 * @param {Record<string, unknown>} input
 * @returns {Fault}
 * @throws {HttpError} 400 naming what is wrong
 */
export function parseFault(input) {
  const name = textField(input, 'mode');
  const mode = MODES.find(known => known === name);
  if (!mode)
    throw new HttpError(400, `"mode" must be one of ${MODES.join(', ')}`);
  return {
    mode,
    percent: wholeField(input, 'percent', 1, 100, DEFAULTS.percent),
    latencyMs: wholeField(input, 'latencyMs', 1, 60_000, DEFAULTS.latencyMs),
    leakMiB: wholeField(input, 'leakMiB', 1, 256, DEFAULTS.leakMiB),
  };
}

/**
 * The fault that can be switched on and off. It lasts until it is switched off or the
 * process ends; a new process begins with the one that its configuration names.
 */
export class FaultSwitch {
  /** @type {Fault} */
  #fault;
  /** @type {Buffer[]} */
  #leaked = [];
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  /** @type {(code: number) => void} */
  #exit;
  /** @type {() => number} */
  #random;

  /**
   * @param {Fault} initial
   * @param {{ exit?: (code: number) => void, random?: () => number }} [effects]
   */
  constructor(
    initial,
    { exit = code => process.exit(code), random = Math.random } = {},
  ) {
    this.#exit = exit;
    this.#random = random;
    this.#fault = initial;
    this.set(initial);
  }

  get fault() {
    return this.#fault;
  }

  /** Memory that was leaked so far, in bytes. */
  get leakedBytes() {
    return this.#leaked.length * this.#fault.leakMiB * MIB;
  }

  /** @param {Fault} fault */
  set(fault) {
    clearInterval(this.#timer);
    this.#leaked = [];
    this.#fault = fault;
    if (fault.mode !== 'leak') return;
    this.#timer = setInterval(() => {
      // Filled, because memory that was never written to is not resident.
      this.#leaked.push(Buffer.alloc(fault.leakMiB * MIB, 1));
    }, 1000);
    this.#timer.unref();
  }

  /**
   * What a request has to go through. `crash` ends the process at once, as a bug would.
   *
   * @throws {HttpError} 500 when this request is one that fails
   */
  async strike() {
    const { mode, percent, latencyMs } = this.#fault;
    if (mode === 'crash') this.#exit(1);
    if (this.#random() * 100 >= percent) return;
    if (mode === 'latency')
      await new Promise(done => setTimeout(done, latencyMs));
    if (mode === 'errors')
      throw new HttpError(500, 'stock could not be read: disk failure');
  }
}
