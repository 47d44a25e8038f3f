import type { Status } from '../status';
import type { PartState, PlatformPart } from './schema';

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
