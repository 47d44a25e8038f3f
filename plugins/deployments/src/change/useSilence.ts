import { isSilent, type Cluster } from '@pilothouse/plugin-platform-common';
import { useState } from 'react';

/** Whether to ask a cluster of which the page knows that it does not answer. */
export interface SilenceAsked {
  /** The cluster, where nothing is asked of it for now. */
  readonly silent?: Cluster;
  /** Asks all the same. */
  readonly ask: () => void;
}

/**
 * What begins while its cluster is silent does not wait for an answer that does not come:
 * it waits for the cluster to be heard again, or for the person to ask all the same.
 */
export function useSilence(cluster: Cluster | undefined): SilenceAsked {
  const silent = cluster && isSilent(cluster) ? cluster : undefined;
  const [asks, setAsks] = useState(!silent);
  if (!silent && !asks) {
    // What it has been asked meanwhile is not taken away by the next silence.
    setAsks(true);
  }
  return { silent: asks ? undefined : silent, ask: () => setAsks(true) };
}
