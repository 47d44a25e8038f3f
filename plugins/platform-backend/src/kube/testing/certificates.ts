import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { TestCluster } from './TestCluster';

const program = resolvePackagePath(
  '@pilothouse/plugin-platform-backend',
  '../../packages/embedded/src/testing/issue-certificate-main.ts',
);
const minuteMs = 60_000;

let issued = 0;

/** A certificate with its key, both PEM. */
export interface IssuedCertificate {
  readonly cert: string;
  readonly key: string;
  readonly from: Date;
  readonly until: Date;
}

/**
 * Lets the authority of a test cluster issue a certificate: of an administrator, or of a
 * server at an address.
 *
 * @param minutes - from when until when it is valid, counted from now
 */
export async function issueCertificate(
  cluster: TestCluster,
  minutes: { readonly from: number; readonly until: number },
  serves?: string,
): Promise<IssuedCertificate> {
  const dir = join(dirname(cluster.kubeconfig), 'kubernetes');
  issued += 1;
  const name = `issued-${issued}`;
  // Certificates know whole seconds.
  const wholeMs = Math.floor(Date.now() / 1000) * 1000;
  const from = new Date(wholeMs + minutes.from * minuteMs);
  const until = new Date(wholeMs + minutes.until * minuteMs);
  await promisify(execFile)(
    process.execPath,
    [
      program,
      ...['--dir', dir, '--name', name],
      ...['--from', from.toISOString(), '--until', until.toISOString()],
      ...(serves === undefined ? [] : ['--serves', serves]),
    ],
    { env: { ...process.env, NODE_OPTIONS: '' } },
  );
  const read = (file: string) => readFile(join(dir, file), 'utf8');
  return {
    cert: await read(`${name}.crt`),
    key: await read(`${name}.key`),
    from,
    until,
  };
}
