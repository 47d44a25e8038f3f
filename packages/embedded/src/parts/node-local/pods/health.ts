import type { Container, Probe } from './pod.ts';
import type { ProbeResult } from './probe.ts';

export type ProbeKind = 'startup' | 'liveness' | 'readiness';

/** Consecutive results of one probe, and what they amount to. */
export interface Tally {
  readonly passes: number;
  readonly failures: number;
  /** Undefined until a threshold was reached. */
  readonly verdict?: 'passing' | 'failing';
  readonly because?: string;
}

export const NO_RESULTS: Tally = { passes: 0, failures: 0 };

/** Adds one result by the thresholds of the probe (defaults: 1 success, 3 failures). */
export function tallied(
  tally: Tally,
  result: ProbeResult,
  probe: Probe,
): Tally {
  if (result.kind === 'passed') {
    const passes = tally.passes + 1;
    const met = passes >= (probe.successThreshold ?? 1);
    return {
      passes,
      failures: 0,
      verdict: met ? 'passing' : tally.verdict,
    };
  }
  const failures = tally.failures + 1;
  const met = failures >= (probe.failureThreshold ?? 3);
  return {
    passes: 0,
    failures,
    verdict: met ? 'failing' : tally.verdict,
    because: result.because,
  };
}

/** The probes of a container that exist. */
export function probesOf(container: Container): [ProbeKind, Probe][] {
  const all: [ProbeKind, Probe | undefined][] = [
    ['startup', container.startupProbe],
    ['liveness', container.livenessProbe],
    ['readiness', container.readinessProbe],
  ];
  return all.flatMap(([kind, probe]) => (probe ? [[kind, probe]] : []));
}

export interface Health {
  readonly started: boolean;
  readonly ready: boolean;
  readonly unhealthy?: string;
}

/**
 * What the tallies of a running container say. Before the startup probe has passed, the
 * others do not count; without a readiness probe a started container is ready.
 */
export function healthOf(
  container: Container,
  tallies: Readonly<Partial<Record<ProbeKind, Tally>>>,
): Health {
  const verdict = (kind: ProbeKind) => tallies[kind]?.verdict;
  const started = !container.startupProbe || verdict('startup') === 'passing';
  const ready =
    started &&
    (!container.readinessProbe || verdict('readiness') === 'passing');
  const isDead = started && verdict('liveness') === 'failing';
  const stuck = verdict('startup') === 'failing' ? 'startup' : undefined;
  const failing = stuck ?? (isDead ? 'liveness' : undefined);
  return {
    started,
    ready,
    unhealthy: failing && `Container ${container.name} failed ${failing} probe`,
  };
}

/** Name of a probe at the start of a sentence. */
export function probeTitle(kind: ProbeKind): string {
  return kind[0]?.toUpperCase() + kind.slice(1);
}
