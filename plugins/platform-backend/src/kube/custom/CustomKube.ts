import type { CustomChange, CustomKinds } from './CustomKinds';

/** The kinds that definitions add, in all clusters. */
export interface CustomKube {
  /** Another one takes its place when the cluster's configuration changes. */
  cluster(name: string): CustomKinds | undefined;
  /**
   * Calls the listener after every change, synchronously and often.
   *
   * @returns ends the subscription
   */
  subscribe(listener: (change: CustomChange) => void): () => void;
}
