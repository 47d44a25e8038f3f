import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { loadKubeRest } from './load.ts';
import type { KubeRest } from './rest.ts';

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
  }),
});

/** A Kubernetes object as it is written in a file. */
export type Manifest = z.infer<typeof manifestSchema>;

interface ApiResources {
  readonly resources: readonly {
    readonly name: string;
    readonly kind: string;
    readonly namespaced: boolean;
  }[];
}

/** How objects are applied. */
export interface ApplyOptions {
  readonly kubeconfig: string;
  readonly fieldManager: string;
  /** Take fields over from other managers. Default false: a conflict is thrown. */
  readonly force?: boolean;
}

/**
 * Parses a YAML stream of Kubernetes objects.
 *
 * @throws an error that names the line, or the field that is missing
 */
export function parseManifests(text: string): Manifest[] {
  return parseAllDocuments(text).flatMap(document => {
    const [error] = document.errors;
    if (error) throw error;
    const object: unknown = document.toJS();
    return object ? [manifestSchema.parse(object)] : [];
  });
}

/**
 * Applies objects in order by server-side apply; repeating it changes nothing.
 *
 * @throws KubeError, with status 409 where another manager owns a field
 */
export async function applyManifests(
  objects: readonly Manifest[],
  { kubeconfig, fieldManager, force = false }: ApplyOptions,
): Promise<void> {
  const rest = loadKubeRest(kubeconfig);
  try {
    const pathOf = resourcePaths(rest);
    for (const object of objects) {
      await rest.json(await pathOf(object), {
        method: 'PATCH',
        contentType: 'application/apply-patch+yaml',
        query: { fieldManager, force },
        body: object,
      });
    }
  } finally {
    rest.close();
  }
}

/** Finds an object's path by the API's own discovery, asked once per group and version. */
function resourcePaths(rest: KubeRest): (object: Manifest) => Promise<string> {
  const known = new Map<string, Promise<ApiResources>>();
  return async ({ apiVersion, kind, metadata }) => {
    const base = apiVersion.includes('/')
      ? `/apis/${apiVersion}`
      : `/api/${apiVersion}`;
    const listed = known.get(base) ?? rest.json<ApiResources>(base);
    known.set(base, listed);
    const resource = (await listed).resources.find(
      candidate => candidate.kind === kind && !candidate.name.includes('/'),
    );
    if (!resource)
      throw new Error(`The cluster has no ${kind} in ${apiVersion}`);
    const scope = resource.namespaced
      ? `/namespaces/${encodeURIComponent(metadata.namespace ?? 'default')}`
      : '';
    return `${base}${scope}/${resource.name}/${encodeURIComponent(
      metadata.name,
    )}`;
  };
}
