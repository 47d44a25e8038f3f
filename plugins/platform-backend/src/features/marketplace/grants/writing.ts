import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  GrantForm,
  GrantRequest,
  InstanceRef,
  OrderRequest,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  type MiddlewareGrants,
} from '@pilothouse/plugin-platform-node';
import { noSuchInstance } from '../deletion';
import { announcedOn } from '../grace/pending';
import { siteOf } from '../instance';
import type { Writing } from '../InstanceWriter';
import { servedOf } from '../offers';
import { instanceAt, type MarketplaceContext } from '../view';

/**
 * What is asked of whoever wants credentials of an instance.
 *
 * @throws NotFoundError for an instance that there is not
 * @throws InputError where credentials are not had by asking
 */
export function grantFormOf(
  ref: InstanceRef,
  context: MarketplaceContext,
): GrantForm {
  const { grants, object, version } = grantsAt(ref, context);
  const { group, plural } = grants.kind;
  const schema = grants.formOf(ref.cluster, object);
  return {
    resource: { group, version, plural },
    ...(schema && { schema: { ...schema } }),
  };
}

/**
 * What has to be written to ask for credentials of an instance.
 *
 * @throws as {@link grantFormOf} does
 * @throws ConflictError for an instance that is to be deleted
 */
export function grantWriting(
  { ref, name, parameters, task }: GrantRequest,
  context: MarketplaceContext,
): { readonly request: OrderRequest; readonly writing: Writing } {
  const { grants, object, version } = grantsAt(ref, context);
  const announced = announcedOn(object);
  if (announced) {
    throw new ConflictError(
      `${ref.name} is to be deleted at ${announced.at}, which new credentials would keep from happening; undo that first`,
    );
  }
  return {
    request: {
      ...ref,
      name,
      values: grants.specOf(object, parameters),
      ...(task !== undefined && { task }),
    },
    writing: { item: grants, version, labels: grants.labelsOf?.(ref.name) },
  };
}

/**
 * Where the object is by which credentials were asked for.
 *
 * @throws NotFoundError for one that is not the instance's
 */
export function revocationWriting(
  ref: InstanceRef,
  name: string,
  context: MarketplaceContext,
): { readonly ref: InstanceRef; readonly writing: Writing } {
  const { grants, version, custom } = grantsAt(ref, context);
  const { namespace } = ref;
  const found = custom.get(customKindName(grants.kind), { namespace, name });
  if (!found || grants.instanceOf(found) !== ref.name) {
    throw new NotFoundError(
      `${ref.name} has no ${grants.kind.kind} ${name} any more`,
    );
  }
  return { ref: { ...ref, name }, writing: { item: grants, version } };
}

function grantsAt(ref: InstanceRef, context: MarketplaceContext) {
  const { item, site } = siteOf(ref, context);
  const { custom } = site;
  const object = instanceAt(item, custom, ref);
  if (!object) throw new NotFoundError(noSuchInstance(ref));
  const grants: MiddlewareGrants | undefined = item.grants;
  const served = grants && servedOf(grants.kind, custom);
  if (!grants || served?.kind !== 'served') {
    throw new InputError(
      `Credentials of ${item.title} are not had by asking for them`,
    );
  }
  return { grants, object, custom, version: served.version };
}
