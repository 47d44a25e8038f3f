import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  orderedByTaskAnnotation,
  type DeletionItem,
  type InstanceRef,
} from '@pilothouse/plugin-platform-common';
import { outlineOf } from '../http/remote';
import { grantNameFor } from '../middleware/credentials';
import type { Place } from '../service/places';
import type { Service } from '../service/service';
import type { Systems } from '../things/all';
import { credentialsPath } from '../things/middleware';
import type { ThingOf } from '../things/thing';

/** What looking takes. */
type Looking = Pick<Systems, 'kube' | 'middleware'>;

/**
 * Credentials that a run of a template asked for on behalf of a service alone: they have its
 * name beside that of their instance, and the mark of a run. What somebody asked for by hand
 * may be for anything.
 *
 * @param places - namespaces to which the service is deployed
 * @returns also what could not be looked at
 */
export async function ownCredentials(
  { kube, middleware }: Looking,
  { name: service }: Service,
  places: readonly Place[],
  who: { readonly credentials: BackstageCredentials; readonly person: string },
  signal?: AbortSignal,
): Promise<{ found: ThingOf<'credentials'>[]; unknown: DeletionItem[] }> {
  const { credentials, person } = who;
  const find = async (
    ref: InstanceRef,
  ): Promise<ThingOf<'credentials'> | undefined> => {
    const name = grantNameFor(ref.name, service);
    const { instance } = await middleware.instance(credentials, ref, signal);
    if (!instance?.credentials.some(({ grant }) => grant?.name === name)) {
      return undefined;
    }
    const form = await middleware
      .grantForm(credentials, ref, signal)
      .catch(unlessNotAsked);
    if (!form) return undefined;
    const { cluster, namespace } = ref;
    const thing = {
      ...{ kind: 'credentials' as const, cluster, namespace, name },
      resource: form.resource,
    };
    const client = await kube.as(person, cluster);
    const object = await client.read(credentialsPath(thing), signal);
    const by = object?.metadata?.annotations?.[orderedByTaskAnnotation];
    return by === undefined ? undefined : thing;
  };
  const found: ThingOf<'credentials'>[] = [];
  const unknown: DeletionItem[] = [];
  for (const ref of await instancesAt(
    middleware,
    credentials,
    places,
    signal,
  )) {
    try {
      const thing = await find(ref);
      if (thing) found.push(thing);
    } catch (error) {
      signal?.throwIfAborted();
      unknown.push({
        ...{ part: 'credentials', name: grantNameFor(ref.name, service) },
        where: `${ref.cluster}/${ref.namespace}`,
        ...{ found: 'unknown', because: outlineOf(error), objects: [] },
      });
    }
  }
  return { found, unknown };
}

/** Instances in some namespaces, as the person sees them. */
async function instancesAt(
  middleware: Looking['middleware'],
  credentials: BackstageCredentials,
  places: readonly Place[],
  signal?: AbortSignal,
): Promise<InstanceRef[]> {
  if (places.length === 0) return [];
  const { instances } = await middleware.list(credentials, signal);
  return Object.values(instances).flatMap(({ ref }) =>
    places.some(
      ({ cluster, namespace }) =>
        cluster === ref.cluster && namespace === ref.namespace,
    )
      ? [ref]
      : [],
  );
}

/** An item whose credentials are not had by asking has none of a service's own. */
function unlessNotAsked(error: unknown): undefined {
  if (error instanceof InputError) return undefined;
  throw error;
}
