import type { InstanceDetail } from '@pilothouse/plugin-platform-common';
import type {
  CustomObject,
  CustomReader,
  MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { credentialsOf } from '../grants/view';

/** A Secret that tells services where an instance is, which asks for no credentials. */
export interface AddressSecret {
  readonly name: string;
  readonly namespace: string;
  /** To be applied. */
  readonly body: object;
}

/** Name of the Secret with the address of an instance; one of another item may be called alike. */
function secretNameFor(item: string, instance: string): string {
  return `${item}-${instance}-address`;
}

/** Names of the Secrets that tell services of an instance, there or not. */
export function secretNamesOf(
  item: Pick<MiddlewareItem, 'credentialsOf' | 'grants' | 'name' | 'openOf'>,
  object: CustomObject,
  custom: CustomReader,
): string[] {
  const known = credentialsOf(item, object, custom).map(each => each.secret);
  const { name = '' } = object.metadata ?? {};
  return item.openOf?.(object)
    ? [...known, secretNameFor(item.name, name)]
    : known;
}

/** What a binding tells services of an instance that asks for no credentials. */
export function addressOf(
  { item, name }: Pick<InstanceDetail['ref'], 'item' | 'name'>,
  { open, endpoints }: Pick<InstanceDetail, 'open' | 'endpoints'>,
): InstanceDetail['address'] {
  const [first] = endpoints;
  if (!open || !first) return undefined;
  return {
    title: first.title,
    secret: secretNameFor(item, name),
    keys: ['host', ...(first.port === undefined ? [] : ['port'])],
  };
}

/** The Secret with the address of an instance. It goes when the instance goes. */
export function addressSecretOf(
  instance: Pick<
    InstanceDetail,
    'address' | 'apiVersion' | 'endpoints' | 'kind' | 'ref' | 'uid'
  >,
): AddressSecret | undefined {
  const { address, apiVersion, kind, uid } = instance;
  const { item, name, namespace } = instance.ref;
  const [first] = instance.endpoints;
  if (!address || !first) return undefined;
  const { host, port } = first;
  return {
    name: address.secret,
    namespace,
    body: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: address.secret,
        namespace,
        ownerReferences: [{ apiVersion, kind, name, uid }],
      },
      // No other Secret is taken for it: the type of one that is there cannot be changed.
      type: `servicebinding.io/${item}`,
      data: {
        host: encoded(host),
        ...(port !== undefined && { port: encoded(`${port}`) }),
      },
    },
  };
}

function encoded(text: string): string {
  return Buffer.from(text).toString('base64');
}
