import { parseArgs } from 'node:util';
import {
  certificateFiles,
  issueCertificate,
  type Subject,
} from '../platform/certificates.ts';

/**
 * Issues a certificate of a given time for a test, signed by the authority of a test's own
 * platform: of an administrator, or, with `--serves`, of a server at that address.
 *
 * Usage: issue-certificate-main.ts --dir FOLDER --name NAME --from TIME --until TIME
 * [--serves ADDRESS], with the folder that the authority lies in, and times in ISO 8601
 */
const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    name: { type: 'string' },
    from: { type: 'string' },
    until: { type: 'string' },
    serves: { type: 'string' },
  },
});

function given(option: Exclude<keyof typeof values, 'serves'>): string {
  const value = values[option];
  if (value === undefined) throw new Error(`--${option} is missing`);
  return value;
}

const dir = given('dir');
const subject: Subject =
  values.serves === undefined
    ? { commonName: 'test-admin', organizations: ['system:masters'] }
    : { commonName: 'test-server', names: [values.serves] };
await issueCertificate(
  certificateFiles(dir, 'ca'),
  certificateFiles(dir, given('name')),
  subject,
  { notBefore: new Date(given('from')), notAfter: new Date(given('until')) },
);
