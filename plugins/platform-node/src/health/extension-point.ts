import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { PlatformParts } from './PlatformParts';

/** Where providers add what they know of the platform's parts. */
export interface PlatformPartsExtensionPoint {
  /** Adds a source; the names in their snapshots tell sources apart. */
  addSource(source: PlatformParts): void;
}

/** Extension point of the platform backend for sources of the platform's parts. */
export const platformPartsExtensionPoint =
  createExtensionPoint<PlatformPartsExtensionPoint>({
    id: 'platform.health.parts',
  });
