import { createHash } from 'node:crypto';
import type { Json, Secret, ServiceBinding, ServiceInstance } from './model.ts';

const REDACTED = '<redacted>';

/** What is sent, and what of it may be shown. */
export interface Parameters {
  readonly sent?: Json;
  readonly shown?: Json;
  readonly checksum?: string;
}

/** Parameters, or why there are none, in words. */
export type ParametersResult =
  | { readonly kind: 'parameters'; readonly parameters: Parameters }
  | { readonly kind: 'wrong'; readonly because: string };

/** Finds a Secret of the same namespace. */
export type FindSecret = (name: string) => Secret | undefined;

type Spec = (ServiceInstance | ServiceBinding)['spec'];

/** Names of the Secrets that parameters are taken from. */
export function secretsNamed({
  parametersFrom = [],
}: Pick<Spec, 'parametersFrom'>): string[] {
  return parametersFrom.flatMap(({ secretKeyRef }) => secretKeyRef?.name ?? []);
}

/**
 * Parameters as they are sent: those of the object and of its Secrets, laid over the defaults
 * of plan and class.
 *
 * @param defaults - from the weakest to the strongest
 */
export function parametersOf(
  {
    parameters,
    parametersFrom = [],
  }: Pick<Spec, 'parameters' | 'parametersFrom'>,
  find: FindSecret,
  defaults: readonly (Json | undefined)[] = [],
): ParametersResult {
  const own: Record<string, unknown> = { ...parameters };
  const secret = new Set<string>();
  for (const { secretKeyRef } of parametersFrom) {
    if (!secretKeyRef) continue;
    const read = readKey(secretKeyRef, find);
    if (typeof read === 'string') return { kind: 'wrong', because: read };
    for (const [name, value] of Object.entries(read)) {
      if (Object.hasOwn(own, name)) {
        const because = `The parameter ${JSON.stringify(
          name,
        )} is given more than once; name it in one place only.`;
        return { kind: 'wrong', because };
      }
      own[name] = value;
      secret.add(name);
    }
  }
  const sent = Object.assign({}, ...defaults, own) as Json;
  if (Object.keys(sent).length === 0) {
    return { kind: 'parameters', parameters: {} };
  }
  const shown = Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [
      name,
      secret.has(name) ? REDACTED : value,
    ]),
  );
  const checksum = createHash('sha256').update(stable(sent)).digest('hex');
  return { kind: 'parameters', parameters: { sent, shown, checksum } };
}

/** The object that a key of a Secret holds, or what is wrong. */
function readKey(
  { name, key }: { readonly name: string; readonly key: string },
  find: FindSecret,
): Json | string {
  const held = find(name)?.data?.[key];
  if (held === undefined) {
    return `The Secret ${name} with the key ${key}, from which parameters are taken, is not there.`;
  }
  const wrong = `The key ${key} of the Secret ${name} must hold a JSON object of parameters.`;
  try {
    const json: unknown = JSON.parse(Buffer.from(held, 'base64').toString());
    return isObject(json) ? json : wrong;
  } catch {
    return wrong;
  }
}

/** JSON whose keys are in order, so that the same content is the same text. */
export function stable(value: unknown): string {
  return JSON.stringify(value, (_, held: unknown) =>
    isObject(held)
      ? Object.fromEntries(
          Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : held,
  );
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
