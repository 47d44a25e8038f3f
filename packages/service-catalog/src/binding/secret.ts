import type {
  Json,
  Secret,
  SecretTransform,
  ServiceBinding,
} from '../model.ts';
import { API_VERSION } from '../model.ts';
import { isObject } from '../parameters.ts';

/** Data of a Secret, in Base64, or what is wrong with what it is to be made from. */
export type SecretDataResult =
  | { readonly kind: 'data'; readonly data: Readonly<Record<string, string>> }
  | { readonly kind: 'wrong'; readonly because: string };

const KEY = /^[-._a-zA-Z0-9]{1,253}$/;

/** Name of the Secret that a binding's credentials go to. */
export function secretNameOf({ metadata, spec }: ServiceBinding): string {
  return spec.secretName ?? metadata?.name ?? '';
}

/**
 * Credentials as data of a Secret: texts as they are, everything else as JSON, and then what
 * the binding wants changed, in its order.
 *
 * @param find - finds a Secret of the binding's namespace
 */
export function secretData(
  credentials: Json,
  transforms: readonly SecretTransform[],
  find: (name: string) => Secret | undefined,
): SecretDataResult {
  const data = new Map(
    Object.entries(credentials).map(([key, value]) => [key, encoded(value)]),
  );
  for (const transform of transforms) {
    const because = apply(transform, data, credentials, find);
    if (because !== undefined) return { kind: 'wrong', because };
  }
  const wrong = [...data.keys()].find(key => !KEY.test(key));
  return wrong === undefined
    ? { kind: 'data', data: Object.fromEntries(data) }
    : {
        kind: 'wrong',
        because: `The credentials have the key ${JSON.stringify(
          wrong,
        )}, which a Secret cannot have; rename it with secretTransforms.`,
      };
}

/** @returns what is wrong with it */
function apply(
  { renameKey, addKey, addKeysFrom, removeKey }: SecretTransform,
  data: Map<string, string>,
  credentials: Json,
  find: (name: string) => Secret | undefined,
): string | undefined {
  if (renameKey) {
    const value = data.get(renameKey.from);
    if (value !== undefined) {
      data.delete(renameKey.from);
      data.set(renameKey.to, value);
    }
  }
  if (addKey) {
    const value = addedValue(addKey, credentials);
    if (value === undefined) {
      return `The credentials have nothing at ${addKey.jsonPathExpression}, from which the key ${addKey.key} is to be made.`;
    }
    data.set(addKey.key, value);
  }
  if (addKeysFrom) {
    const name = addKeysFrom.secretRef?.name ?? '';
    const secret = find(name);
    if (!secret)
      return `The Secret ${name}, whose keys are to be added, is not there.`;
    for (const [key, value] of Object.entries(secret.data ?? {})) {
      data.set(key, value);
    }
  }
  if (removeKey) data.delete(removeKey.key);
  return undefined;
}

function addedValue(
  add: NonNullable<SecretTransform['addKey']>,
  credentials: Json,
): string | undefined {
  if (add.stringValue !== undefined) return encoded(add.stringValue);
  if (add.jsonPathExpression === undefined) return add.value ?? '';
  const found = valueAt(credentials, add.jsonPathExpression);
  return found === undefined ? undefined : encoded(found);
}

/** The value at a path of names and places, such as `{.nodes[0].host}`. */
function valueAt(from: unknown, expression: string): unknown {
  const path = /^\{(.*)\}$/.exec(expression.trim())?.[1] ?? expression;
  const steps = [...path.matchAll(/\.?([^.[\]]+)|\[(\d+)\]/g)];
  return steps.reduce<unknown>((value, [, name, place]) => {
    if (Array.isArray(value) && place !== undefined)
      return value[Number(place)];
    return isObject(value) && name !== undefined && Object.hasOwn(value, name)
      ? value[name]
      : undefined;
  }, from);
}

function encoded(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return Buffer.from(text).toString('base64');
}

/** The Secret of a binding, which goes with it. */
export function secretOf(
  binding: ServiceBinding,
  data: Readonly<Record<string, string>>,
): Secret {
  const { name = '', namespace, uid = '' } = binding.metadata ?? {};
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: secretNameOf(binding),
      namespace,
      ownerReferences: [
        {
          apiVersion: API_VERSION,
          kind: 'ServiceBinding',
          name,
          uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    type: 'Opaque',
    data,
  };
}

/** Whether a Secret is the binding's own. */
export function isSecretOf(
  { metadata }: Secret,
  binding: ServiceBinding,
): boolean {
  return (metadata?.ownerReferences ?? []).some(
    ({ uid, controller }) => controller && uid === binding.metadata?.uid,
  );
}
