export type SignalOutcome = 'sent' | 'gone' | 'refused';

const OUTCOMES: Readonly<Record<string, SignalOutcome>> = {
  ESRCH: 'gone',
  EPERM: 'refused',
};

/**
 * Sends a signal to a process, or to a group where the id is negative. A program that runs
 * as another user, such as a setuid one, refuses it.
 *
 * @param kill - sends it; throws an error with the system's code
 */
export function signalProcess(
  pid: number,
  signal: NodeJS.Signals,
  kill: (pid: number, signal: NodeJS.Signals) => unknown = process.kill,
): SignalOutcome {
  try {
    kill(pid, signal);
    return 'sent';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    const outcome = OUTCOMES[String(code)];
    if (!outcome) {
      throw error;
    }
    return outcome;
  }
}
