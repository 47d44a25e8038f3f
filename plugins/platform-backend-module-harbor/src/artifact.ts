import type {
  RegistryArtifact,
  ScanSummary,
} from '@pilothouse/plugin-platform-node';
import type { HarborArtifact } from './schemas';

/** What Harbor tells of an artifact, as the port has it. */
export function artifactFrom(found: HarborArtifact): RegistryArtifact {
  const { digest, size, push_time: pushedAt, tags } = found;
  return {
    digest,
    ...(size !== undefined && { size }),
    ...(pushedAt !== undefined && { pushedAt }),
    tags: (tags ?? []).map(({ name }) => name).sort(),
    scan: scanFrom(found),
  };
}

function scanFrom({ scan_overview: overviews }: HarborArtifact): ScanSummary {
  const [overview] = Object.values(overviews ?? {});
  if (!overview) {
    const because =
      'Harbor has not scanned it: there is no scanner, or no scan was ordered';
    return { kind: 'not-known', because };
  }
  const { scan_status: status, severity, summary } = overview;
  if (status !== 'Success') {
    return { kind: 'not-known', because: `Harbor's scan is: ${status}` };
  }
  return {
    kind: 'known',
    severity: severity ?? 'Unknown',
    total: summary?.total ?? 0,
    fixable: summary?.fixable ?? 0,
  };
}
