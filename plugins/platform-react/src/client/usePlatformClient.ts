import type { PlatformClient } from './client';
import { useConnection } from './connection';

/** Calls the platform backend, for what is done once rather than followed. */
export function usePlatformClient(): PlatformClient {
  return useConnection().client;
}
