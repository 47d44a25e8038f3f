import type { ServiceDeployments } from '@pilothouse/plugin-platform-common';
import type { Live } from '@pilothouse/plugin-platform-react';
import { useState } from 'react';
import { firstOf } from './choice';

/** The placement that a page began with, which stays while others come and go. */
export function useHeld(
  entityRef: string,
  live: Live<ServiceDeployments>,
): string | undefined {
  const [held, setHeld] = useState<{ entityRef: string; id: string }>();
  if (held?.entityRef === entityRef) {
    return held.id;
  }
  const id = 'value' in live ? firstOf(live.value) : undefined;
  if (id !== undefined) {
    setHeld({ entityRef, id });
  }
  return id;
}
