import type {
  PartsSource,
  PlatformHealth,
  PlatformPart,
  SourceKnowledge,
} from './schema';

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

/**
 * The same health without what only platform engineers may see: advice, log files and
 * pids, and every sentence that holds a path of the machine.
 */
export function forMembers(health: PlatformHealth): PlatformHealth {
  return {
    sources: health.sources.map(source => ({
      ...source,
      knowledge: knowledgeForMembers(source.knowledge),
      parts: source.parts.map(partForMembers),
    })),
  };
}

function knowledgeForMembers(knowledge: SourceKnowledge): SourceKnowledge {
  return knowledge.kind === 'unknown' && holdsPath(knowledge.because)
    ? { ...knowledge, because: 'Platform engineers can see the reason' }
    : knowledge;
}

function partForMembers(part: PlatformPart): PlatformPart {
  const {
    logFile: _logFile,
    pid: _pid,
    advice: _advice,
    detail,
    ...visible
  } = part;
  return detail === undefined || holdsPath(detail)
    ? visible
    : { ...visible, detail };
}

/** Whether a text names an absolute path; the path within a URL with a host is none. */
function holdsPath(text: string): boolean {
  return /(?:^|[^\w/])\/(?![\s/])|file:\//i.test(text);
}
