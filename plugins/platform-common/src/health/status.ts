import { worstStatus, type Status } from '../status';
import type {
  PartsSource,
  PartState,
  PlatformHealth,
  PlatformPart,
} from './schema';

const statusOfState: Record<PartState, Status> = {
  waiting: 'progressing',
  building: 'progressing',
  starting: 'progressing',
  ready: 'healthy',
  failed: 'failed',
  stopped: 'degraded',
  unknown: 'unknown',
};

/** What a person is shown for a part. */
export function statusOfPart(part: Pick<PlatformPart, 'state'>): Status {
  return statusOfState[part.state];
}

/** The worst of a source's parts; `unknown` as long as the source itself is not heard. */
export function statusOfSource(source: PartsSource): Status {
  if (source.knowledge.kind === 'unknown') {
    return 'unknown';
  }
  return worstStatus(source.parts.map(statusOfPart));
}

/** The worst of all sources; `unknown` when nothing tells of the platform at all. */
export function statusOfPlatform(health: PlatformHealth): Status {
  if (health.sources.length === 0) {
    return 'unknown';
  }
  return worstStatus(health.sources.map(statusOfSource));
}
