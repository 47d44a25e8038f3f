import { createHash, type Hash } from 'node:crypto';
import { Transform } from 'node:stream';

/** The hash that a digest names before its colon. */
export function hashFor(digest: string): Hash {
  return createHash(digest.slice(0, digest.indexOf(':')));
}

/** @throws Error naming both digests when the content is not what the digest promises */
export function verify(what: string, wanted: string, hash: Hash): void {
  const algorithm = wanted.slice(0, wanted.indexOf(':'));
  const found = `${algorithm}:${hash.digest('hex')}`;
  if (found !== wanted) {
    throw new Error(
      `${what} should have the digest ${wanted} and has ${found}`,
    );
  }
}

/** Passes content on, and through a hash. */
export function throughHash(hash: Hash): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(undefined, chunk);
    },
  });
}

/** Passes content on, and fails where there is more of it than announced. */
export function noLongerThan(size: number, what: string): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > size) {
        done(new Error(`${what} is longer than the ${size} bytes announced`));
      } else {
        done(undefined, chunk);
      }
    },
  });
}

/** The SHA-256 digest of content, as registries write it. */
export function digestOf(content: Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
