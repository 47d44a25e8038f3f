import { z } from 'zod';

const described = z.object({
  digest: z.string(),
  size: z.number().int().nonnegative(),
});

/** What a manifest or an index says of what it is made of. */
export const manifestSchema = z.object({
  config: described.optional(),
  layers: z.array(described).optional(),
});

export const catalogSchema = z.object({
  repositories: z.array(z.string()).nullish(),
});

export const tagsSchema = z.object({ tags: z.array(z.string()).nullish() });

/** Types of manifests that are asked for. */
export const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/**
 * Bytes of an artifact, its manifest included.
 *
 * @param length - of the manifest itself
 * @returns undefined for an index, whose parts have manifests of their own
 */
export function sizeOf(
  { config, layers }: z.infer<typeof manifestSchema>,
  length: number,
): number | undefined {
  if (!config && !layers) return undefined;
  const parts = [...(config ? [config] : []), ...(layers ?? [])];
  return parts.reduce((sum, { size }) => sum + size, length);
}
