import type { ScanSummary } from '@pilothouse/plugin-platform-node';
import { artifactFrom } from './artifact';
import { artifactSchema } from './schemas';

const report = 'application/vnd.security.vulnerability.report; version=1.1';

it.each<[string, object, ScanSummary]>([
  [
    'no scanner',
    {},
    {
      kind: 'not-known',
      because:
        'Harbor has not scanned it: there is no scanner, or no scan was ordered',
    },
  ],
  [
    'a scan that runs',
    { scan_overview: { [report]: { scan_status: 'Running' } } },
    { kind: 'not-known', because: "Harbor's scan is: Running" },
  ],
  [
    'a scan that found something',
    {
      scan_overview: {
        [report]: {
          report_id: '1',
          scan_status: 'Success',
          severity: 'High',
          summary: { total: 3, fixable: 2, summary: { High: 1, Low: 2 } },
        },
      },
    },
    { kind: 'known', severity: 'High', total: 3, fixable: 2 },
  ],
])('tells of %s', (_, more, scan) => {
  const digest = `sha256:${'ab'.repeat(32)}`;
  const found = artifactSchema.parse({
    digest,
    size: 5,
    push_time: '2031-01-01T00:00:00.000Z',
    tags: [{ name: 'v2' }, { name: 'v1' }],
    ...more,
  });
  expect(artifactFrom(found)).toEqual({
    digest,
    size: 5,
    pushedAt: '2031-01-01T00:00:00.000Z',
    tags: ['v1', 'v2'],
    scan,
  });
});
