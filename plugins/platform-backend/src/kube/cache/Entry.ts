import {
  keysOf,
  type KubeKindName,
  type KubeObject,
} from '@pilothouse/plugin-platform-node';
import { trim } from './trim';

const NONE: readonly string[] = [];
const NO_LABELS: Readonly<Record<string, string>> = {};

/**
 * One object as the cache keeps it: as JSON, which takes a third of the memory of the same
 * object parsed, with what indexes and filters ask for beside it.
 */
export class Entry {
  readonly namespace: string;
  readonly name: string;
  uid = '';
  resourceVersion = '';
  labels = NO_LABELS;
  owners = NONE;
  /** Uid of what an event is about; empty for all other kinds. */
  about = '';
  #json = '';
  #parsed: WeakRef<KubeObject> | undefined;

  /** @param namespace - empty for what has none */
  constructor(namespace: string, name: string) {
    this.namespace = namespace;
    this.name = name;
  }

  /** Takes an object as the API server told it. */
  put(kind: KubeKindName, told: KubeObject): void {
    const { metadata = {} } = told;
    this.uid = metadata.uid ?? '';
    this.resourceVersion = metadata.resourceVersion ?? '';
    this.labels = metadata.labels ?? NO_LABELS;
    this.owners = metadata.ownerReferences?.map(({ uid }) => uid) ?? NONE;
    this.about = aboutOf(told);
    this.#json = JSON.stringify(trim(kind, told));
    this.#parsed = undefined;
  }

  /** Keys of the narrow questions that find it. */
  keys(): string[] {
    const { name, labels, owners: ownerUids, about: aboutUid } = this;
    return keysOf({ name, labels, ownerUids, aboutUid });
  }

  /** The object. It stays the same one for as long as somebody holds it. */
  object<T extends KubeObject>(): T {
    const known = this.#parsed?.deref();
    if (known) return known as T;
    const parsed: T = JSON.parse(this.#json);
    this.#parsed = new WeakRef(parsed);
    return parsed;
  }
}

function aboutOf(told: KubeObject & { involvedObject?: { uid?: string } }) {
  return told.involvedObject?.uid ?? '';
}
