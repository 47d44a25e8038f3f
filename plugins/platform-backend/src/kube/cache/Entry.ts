import { keysOf, type KubeObject } from '@pilothouse/plugin-platform-node';
import { reuse } from './reuse';
import { trim, type KeptKind } from './trim';

const NONE: readonly string[] = [];
const NO_LABELS: Readonly<Record<string, string>> = {};
const NOTHING: KubeObject = {};

/** One object as the cache keeps it: parsed, and made of parts that objects like it share. */
export class Entry {
  readonly namespace: string;
  readonly name: string;
  #object = NOTHING;

  /** @param namespace - empty for what has none */
  constructor(namespace: string, name: string) {
    this.namespace = namespace;
    this.name = name;
  }

  get uid(): string {
    return this.#object.metadata?.uid ?? '';
  }

  get resourceVersion(): string {
    return this.#object.metadata?.resourceVersion ?? '';
  }

  get labels(): Readonly<Record<string, string>> {
    return this.#object.metadata?.labels ?? NO_LABELS;
  }

  get owners(): readonly string[] {
    return (
      this.#object.metadata?.ownerReferences?.map(({ uid }) => uid) ?? NONE
    );
  }

  /** Uid of what an event is about; empty for all other kinds. */
  get about(): string {
    return aboutOf(this.#object);
  }

  /**
   * Takes an object as the API server told it.
   *
   * @param like - one with which it has much in common, and which may be itself
   */
  put(kind: KeptKind, told: KubeObject, like?: Entry): void {
    // Parsed anew, an object has its own parts, in the most compact form.
    const own: unknown = JSON.parse(JSON.stringify(trim(kind, told)));
    this.#object = reuse(like?.object(), own) as KubeObject;
  }

  /** Keys of the narrow questions that find it. */
  keys(): string[] {
    const { name, labels, owners: ownerUids, about: aboutUid } = this;
    return keysOf({ name, labels, ownerUids, aboutUid });
  }

  /** The object, which is never changed: another version is another object. */
  object<T extends KubeObject>(): T {
    return this.#object as T;
  }
}

/** Uid of what an event is about; empty for all other kinds. */
export function aboutOf(
  told: KubeObject & { readonly involvedObject?: { readonly uid?: string } },
): string {
  return told.involvedObject?.uid ?? '';
}
