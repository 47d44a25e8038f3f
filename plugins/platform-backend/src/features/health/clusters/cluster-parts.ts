import {
  notHeard,
  type PartsSource,
  type PlatformPart,
} from '@pilothouse/plugin-platform-common';

/** What asking one cluster for its version brought. */
export type Probe = {
  readonly cluster: string;
  readonly title?: string;
} & (
  | { readonly kind: 'answers'; readonly version: string }
  | { readonly kind: 'refuses'; readonly status: number }
  | { readonly kind: 'silent'; readonly because: string }
  /** Not asked, or not heard for a reason that is not the cluster's. */
  | { readonly kind: 'unknown'; readonly because: string }
);

/** What a round of questions brought; it fails as a whole when the clusters are unknown. */
export type Round =
  | { readonly kind: 'asked'; readonly probes: readonly Probe[] }
  | { readonly kind: 'failed'; readonly because: string };

/** What is said before the first round. */
export function notYetAsked(now: Date): PartsSource {
  return {
    name: 'clusters',
    title: 'Kubernetes clusters',
    knowledge: {
      kind: 'unknown',
      since: now.toISOString(),
      because: 'The clusters have not been asked yet',
    },
    parts: [],
  };
}

/** What is known after a round, given what was known before. */
export function afterRound(
  before: PartsSource,
  round: Round,
  now: Date,
): PartsSource {
  if (round.kind === 'failed') {
    const { knowledge } = before;
    const since =
      knowledge.kind === 'unknown' ? knowledge.since : now.toISOString();
    return notHeard(before, since, round.because);
  }
  const known = new Map(before.parts.map(part => [part.name, part]));
  return {
    ...before,
    knowledge: { kind: 'current', observedAt: now.toISOString() },
    parts: round.probes.map(probe =>
      toPart(probe, known.get(probe.cluster), now),
    ),
  };
}

const soonestMs = 2_000;
const shareOfSilence = 10;

/**
 * How long until the next round. Soon after a cluster failed it is asked often, so that
 * its return is seen soon, and less and less the longer that lasts.
 */
export function pauseAfter(
  { parts }: PartsSource,
  now: Date,
  intervalMs: number,
): number {
  const failedFor = parts
    .filter(({ state }) => state === 'failed')
    .map(({ since }) => now.getTime() - Date.parse(since));
  const wished = Math.min(...failedFor) / shareOfSilence;
  return Math.min(intervalMs, Math.max(soonestMs, wished));
}

function toPart(
  probe: Probe,
  before: PlatformPart | undefined,
  now: Date,
): PlatformPart {
  const state = stateAfter(probe);
  return {
    name: probe.cluster,
    title: probe.title ?? probe.cluster,
    kind: 'cluster',
    version: probe.kind === 'answers' ? probe.version : before?.version,
    state,
    since: before?.state === state ? before.since : now.toISOString(),
    ...explain(probe),
  };
}

function stateAfter({ kind }: Probe): PlatformPart['state'] {
  switch (kind) {
    case 'answers':
      return 'ready';
    case 'unknown':
      return 'unknown';
    default:
      return 'failed';
  }
}

function explain(probe: Probe): Pick<PlatformPart, 'detail' | 'advice'> {
  switch (probe.kind) {
    case 'answers':
      return {};
    case 'unknown':
      return { detail: probe.because };
    case 'refuses':
      return {
        detail: `Its API server refuses the portal's credentials (${probe.status})`,
        advice: `Renew the credentials of the cluster ${probe.cluster} in the portal's configuration`,
      };
    case 'silent':
    default:
      return {
        detail: `Its API server does not answer: ${probe.because}`,
        advice: `See whether the API server of ${probe.cluster} runs and can be reached from the portal`,
      };
  }
}
