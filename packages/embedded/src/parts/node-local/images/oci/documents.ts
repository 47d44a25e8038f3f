import { z } from 'zod';

const digestSchema = z
  .string()
  .regex(/^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/, 'is not a digest');

const descriptorSchema = z.object({
  mediaType: z.string(),
  digest: digestSchema,
  size: z.number().int().nonnegative(),
});

/** Points to content by its digest. */
export type Descriptor = z.infer<typeof descriptorSchema>;

const manifestSchema = z.object({
  config: descriptorSchema,
  layers: z.array(descriptorSchema),
});

/** One image for one platform. */
export type Manifest = z.infer<typeof manifestSchema>;

const indexSchema = z.object({
  manifests: z.array(
    descriptorSchema.extend({
      platform: z
        .object({ os: z.string(), architecture: z.string() })
        .optional(),
    }),
  ),
});

/** The same image for several platforms. */
export type Index = z.infer<typeof indexSchema>;

const list = z.array(z.string()).nullish();

const configurationSchema = z.object({
  os: z.string().optional(),
  architecture: z.string().optional(),
  config: z
    .object({
      Entrypoint: list,
      Cmd: list,
      Env: list,
      WorkingDir: z.string().optional(),
      User: z.string().optional(),
    })
    .nullish(),
  rootfs: z.object({ diff_ids: z.array(digestSchema) }),
});

/** What an image is started with, and the digests of its unpacked layers. */
export type Configuration = z.infer<typeof configurationSchema>;

/** Media types that a node asks a registry for. */
export const MANIFEST_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** @throws Error that names the field which makes it neither a manifest nor an index */
export function parseManifest(content: Uint8Array): Manifest | Index {
  const value = parseJson(content, 'manifest');
  const isIndex =
    typeof value === 'object' && value !== null && 'manifests' in value;
  return isIndex
    ? checked(indexSchema, value, 'index')
    : checked(manifestSchema, value, 'manifest');
}

/** @throws Error that names the field which makes it no image configuration */
export function parseConfiguration(content: Uint8Array): Configuration {
  const value = parseJson(content, 'configuration');
  return checked(configurationSchema, value, 'configuration');
}

/**
 * The manifest for a platform.
 *
 * @throws Error that says which platforms there are
 */
export function manifestFor(index: Index, architecture: string): Descriptor {
  const found = index.manifests.find(
    ({ platform }) =>
      platform?.os === 'linux' && platform.architecture === architecture,
  );
  if (found) return found;
  const platforms = index.manifests.flatMap(({ platform }) =>
    platform ? [`${platform.os}/${platform.architecture}`] : [],
  );
  throw new Error(
    `it is built for ${
      platforms.join(', ') || 'no platform'
    }, and this machine is linux/${architecture}`,
  );
}

function parseJson(content: Uint8Array, what: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(content));
  } catch {
    throw new Error(`its ${what} is not JSON`);
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new Error(`its ${what} is wrong: ${field}: ${issue?.message}`);
}
