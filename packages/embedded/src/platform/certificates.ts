import 'reflect-metadata';
import { X509Certificate, randomBytes, webcrypto } from 'node:crypto';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import { exists, readIfExists, writeAtomic } from './files.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3650;
const LEAF_DAYS = 365;
const RENEW_BEFORE_DAYS = 30;

/** Paths of a certificate and its private key, both PEM. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

/** Who a certificate speaks for. */
export interface Subject {
  readonly commonName: string;
  readonly organizations?: readonly string[];
  /** Host names and addresses; with any, the certificate is good for serving. */
  readonly names?: readonly string[];
}

/** From when until when a certificate is valid. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Where a certificate of that name lies in a folder. */
export function certificateFiles(dir: string, name: string): CertificateFiles {
  return { cert: join(dir, `${name}.crt`), key: join(dir, `${name}.key`) };
}

/** Makes a certificate authority once; later calls find it. */
export async function ensureAuthority(
  dir: string,
  name: string,
): Promise<CertificateFiles> {
  const files = certificateFiles(dir, name);
  if ((await exists(files.cert)) && (await exists(files.key))) return files;
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=pilothouse-${name}`,
    serialNumber: serialNumber(),
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + AUTHORITY_DAYS * DAY_MS),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign |
          x509.KeyUsageFlags.cRLSign |
          x509.KeyUsageFlags.digitalSignature,
        true,
      ),
    ],
  });
  await writePair(files, certificate, keys);
  return files;
}

/**
 * Makes a certificate signed by the authority; renews it when it is near its end,
 * or when it was asked for with other names.
 */
export async function ensureCertificate(
  authority: CertificateFiles,
  files: CertificateFiles,
  subject: Subject,
): Promise<CertificateFiles> {
  const current = await readIfExists(files.cert);
  if (
    current &&
    (await exists(files.key)) &&
    stillGood(current, await read(authority.cert), subject)
  ) {
    return files;
  }
  const now = Date.now();
  return issueCertificate(authority, files, subject, {
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(now + LEAF_DAYS * DAY_MS),
  });
}

/** Makes a certificate signed by the authority, in place of the one that may lie there. */
export async function issueCertificate(
  authority: CertificateFiles,
  files: CertificateFiles,
  subject: Subject,
  validity: Validity,
): Promise<CertificateFiles> {
  const signer = new x509.X509Certificate(await read(authority.cert));
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    subject: distinguishedName(subject),
    issuer: signer.subject,
    serialNumber: serialNumber(),
    ...validity,
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: await privateKey(authority.key),
    extensions: leafExtensions(subject),
  });
  await writePair(files, certificate, keys);
  return files;
}

function stillGood(
  pem: string,
  authorityPem: string,
  subject: Subject,
): boolean {
  const certificate = new X509Certificate(pem);
  const lasts =
    Date.parse(certificate.validTo) - Date.now() > RENEW_BEFORE_DAYS * DAY_MS;
  const named = (subject.names ?? []).every(name =>
    isAddress(name) ? certificate.checkIP(name) : certificate.checkHost(name),
  );
  return (
    lasts &&
    named &&
    certificate.verify(new X509Certificate(authorityPem).publicKey)
  );
}

function leafExtensions(subject: Subject): x509.Extension[] {
  const usages = [x509.ExtendedKeyUsage.clientAuth];
  const names = subject.names ?? [];
  if (names.length > 0) usages.push(x509.ExtendedKeyUsage.serverAuth);
  const extensions: x509.Extension[] = [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension(usages),
  ];
  if (names.length > 0) {
    extensions.push(
      new x509.SubjectAlternativeNameExtension(
        names.map(value => ({ type: isAddress(value) ? 'ip' : 'dns', value })),
      ),
    );
  }
  return extensions;
}

function distinguishedName(subject: Subject): x509.JsonName {
  const organizations = subject.organizations ?? [];
  return [
    ...organizations.map(organization => ({ O: [organization] })),
    { CN: [subject.commonName] },
  ];
}

function isAddress(name: string): boolean {
  return /^[0-9.]+$/.test(name) || name.includes(':');
}

function serialNumber(): string {
  return `01${randomBytes(15).toString('hex')}`;
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

async function privateKey(path: string): Promise<webcrypto.CryptoKey> {
  const der = x509.PemConverter.decodeFirst(await read(path));
  return webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']);
}

async function read(path: string): Promise<string> {
  const text = await readIfExists(path);
  if (text === undefined)
    throw new Error(`${path} is missing; run "npm run reset"`);
  return text;
}

async function writePair(
  files: CertificateFiles,
  certificate: x509.X509Certificate,
  keys: webcrypto.CryptoKeyPair,
): Promise<void> {
  const der = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  await writeAtomic(
    files.key,
    `${x509.PemConverter.encode(der, 'PRIVATE KEY')}\n`,
  );
  await writeAtomic(files.cert, `${certificate.toString('pem')}\n`);
}
