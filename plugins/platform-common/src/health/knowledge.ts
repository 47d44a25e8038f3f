import type { PartsSource, PlatformHealth } from './schema';

/**
 * A source that is no longer heard: its last parts are kept and marked `unknown` since
 * then, so that nothing old looks current and nothing vanishes.
 */
export function notHeard(
  last: PartsSource,
  since: string,
  because: string,
): PartsSource {
  return {
    ...last,
    knowledge: { kind: 'unknown', since, because },
    parts: last.parts.map(part => {
      const { progress: _progress, ...rest } = part;
      return part.state === 'unknown'
        ? rest
        : { ...rest, state: 'unknown', since };
    }),
  };
}

/** The same health without what only platform engineers may see: log files and pids. */
export function forMembers(health: PlatformHealth): PlatformHealth {
  return {
    sources: health.sources.map(source => ({
      ...source,
      parts: source.parts.map(
        ({ logFile: _logFile, pid: _pid, ...visible }) => visible,
      ),
    })),
  };
}
