import { readFileSync } from 'node:fs';

/** The environment that a process was started with; empty when it is gone. */
export function readEnvironment(pid: number): Record<string, string> {
  try {
    const entries = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    return Object.fromEntries(
      entries
        .filter(entry => entry.includes('='))
        .map(entry => {
          const at = entry.indexOf('=');
          return [entry.slice(0, at), entry.slice(at + 1)];
        }),
    );
  } catch {
    return {};
  }
}
