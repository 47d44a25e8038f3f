import type { PlatformHealth } from '@pilothouse/plugin-platform-common';
import type { Live } from '../live/live';
import { useLive } from '../live/useLive';

const all = {};

/** The platform's own health, as it changes. */
export function useLiveHealth(): Live<PlatformHealth> {
  return useLive('health.parts', all);
}
