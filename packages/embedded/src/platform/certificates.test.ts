import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  certificateFiles,
  ensureAuthority,
  ensureCertificate,
  issueCertificate,
} from './certificates.ts';

let dir = '';
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'certificates-'));
});
after(() => rm(dir, { recursive: true }));

const load = async (path: string) => new X509Certificate(await readFile(path));

test('a server certificate holds against its authority, for its names only', async () => {
  const authority = await ensureAuthority(dir, 'ca');
  const files = await ensureCertificate(
    authority,
    certificateFiles(dir, 'server'),
    {
      commonName: 'server',
      organizations: ['team'],
      names: ['localhost', '127.0.0.1'],
    },
  );
  const certificate = await load(files.cert);
  const ca = await load(authority.cert);
  assert.ok(certificate.verify(ca.publicKey));
  assert.ok(certificate.checkIssued(ca));
  assert.equal(certificate.subject, 'O=team\nCN=server');
  assert.equal(certificate.checkIP('127.0.0.1'), '127.0.0.1');
  assert.equal(certificate.checkHost('elsewhere'), undefined);
  assert.equal((await stat(files.key)).mode % 0o1000, 0o600);
});

test('what exists is kept; other names make a new one', async () => {
  const authority = await ensureAuthority(dir, 'ca');
  const files = certificateFiles(dir, 'kept');
  const make = (names: string[]) =>
    ensureCertificate(authority, files, { commonName: 'kept', names });
  await make(['a.test']);
  const first = await readFile(files.cert, 'utf8');
  await make(['a.test']);
  assert.equal(await readFile(files.cert, 'utf8'), first);
  await make(['b.test']);
  assert.notEqual(await readFile(files.cert, 'utf8'), first);
});

test('another authority makes a new one', async () => {
  const files = certificateFiles(dir, 'moved');
  const subject = { commonName: 'moved' };
  await ensureCertificate(await ensureAuthority(dir, 'ca'), files, subject);
  const other = await ensureAuthority(dir, 'other');
  await ensureCertificate(other, files, subject);
  const certificate = await load(files.cert);
  assert.ok(certificate.verify((await load(other.cert)).publicKey));
});

test('one that is past its time is issued as asked for, and renewed when one is needed', async () => {
  const authority = await ensureAuthority(dir, 'ca');
  const files = certificateFiles(dir, 'past');
  const subject = { commonName: 'past' };
  await issueCertificate(authority, files, subject, {
    notBefore: new Date('2021-04-01T08:00:00Z'),
    notAfter: new Date('2021-04-01T09:00:00Z'),
  });
  const past = await load(files.cert);
  assert.ok(past.verify((await load(authority.cert)).publicKey));
  assert.equal(Date.parse(past.validTo), Date.parse('2021-04-01T09:00:00Z'));
  await ensureCertificate(authority, files, subject);
  const renewed = await load(files.cert);
  assert.ok(Date.parse(renewed.validTo) > Date.now());
});
