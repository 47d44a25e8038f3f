import { randomUUID } from 'node:crypto';
import {
  KubeError,
  type KubeRequest,
  type KubeRest,
} from '@pilothouse/embedded/kube/rest';
import type { Json, Meta } from '../model.ts';
import { isObject, stable } from '../parameters.ts';

interface Held {
  readonly metadata: Meta;
  readonly spec?: Json;
  readonly status?: Json;
  readonly [field: string]: unknown;
}

/** An API server in memory, as far as the controller speaks with one. */
export class TestCluster implements KubeRest {
  readonly #objects = new Map<string, Held>();
  readonly #watchers = new Set<{
    readonly path: string;
    readonly tell: (line: string) => void;
  }>();
  #version = 1;
  /** Requests that changed something, in order. */
  readonly writes: string[] = [];
  /** Refuses a request by an error. */
  refuses: (method: string, path: string) => KubeError | undefined = () =>
    undefined;

  constructor() {
    for (const name of ['kube-system', 'shop']) {
      this.put(`/api/v1/namespaces/${name}`, { metadata: { name } });
    }
  }

  /** Puts an object there, as somebody else. */
  put(path: string, object: object): void {
    const before = this.#objects.get(path);
    const made = object as Held;
    const isNew = stable(before?.spec) !== stable(made.spec);
    this.#hold(path, {
      ...made,
      metadata: {
        ...before?.metadata,
        ...made.metadata,
        uid: before?.metadata.uid ?? made.metadata.uid ?? randomUUID(),
        generation: (before?.metadata.generation ?? 0) + (isNew ? 1 : 0),
      },
    });
  }

  /** Grows with each change. */
  get version(): number {
    return this.#version;
  }

  get<T>(path: string): T | undefined {
    return this.#objects.get(path) as T | undefined;
  }

  /** Changes an object, as somebody else. */
  edit(path: string, change: (object: Held) => object): void {
    const object = this.#objects.get(path);
    if (!object) throw notFound(path);
    this.put(path, change(object));
  }

  /** Deletes an object, as somebody else: it goes when it has no finalizers. */
  delete(path: string): void {
    const object = this.#objects.get(path);
    if (!object) throw notFound(path);
    if ((object.metadata.finalizers ?? []).length === 0) {
      this.#drop(path, object);
      return;
    }
    const { generation = 0 } = object.metadata;
    this.#hold(path, {
      ...object,
      metadata: {
        ...object.metadata,
        deletionTimestamp: new Date().toISOString(),
        generation: generation + 1,
      },
    });
  }

  async json<T>(path: string, request: KubeRequest = {}): Promise<T> {
    const { method = 'GET', body } = request;
    const refusal = this.refuses(method, path);
    if (refusal) throw refusal;
    if (method === 'GET') return this.#read(path) as T;
    this.writes.push(`${method} ${path}`);
    return this.#write(method, path, request, body as Held) as T;
  }

  async lines(
    path: string,
    { query, signal }: KubeRequest,
    onLine: (line: string) => void,
  ): Promise<void> {
    const since = Number(query?.resourceVersion ?? 0);
    for (const [at, object] of this.#objects) {
      const isNewer = Number(object.metadata.resourceVersion) > since;
      if (isIn(at, path) && isNewer) onLine(lineOf('MODIFIED', object));
    }
    const watcher = { path, tell: onLine };
    this.#watchers.add(watcher);
    await new Promise<void>((_, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('aborted')));
    }).finally(() => this.#watchers.delete(watcher));
  }

  close(): void {}

  #read(path: string): object {
    const one = this.#objects.get(path);
    if (one) return one;
    if (!/\/(v1|v1beta1)\/[a-z]+$/.test(path)) throw notFound(path);
    const items = [...this.#objects]
      .filter(([at]) => isIn(at, path))
      .map(([, object]) => object);
    return { items, metadata: { resourceVersion: String(this.#version) } };
  }

  #write(
    method: string,
    path: string,
    { contentType }: KubeRequest,
    body: Held,
  ): unknown {
    if (method === 'POST') return this.#create(path, body);
    const isStatus = path.endsWith('/status');
    const at = path.replace(/\/status$/, '');
    const before = this.#objects.get(at);
    if (!before) throw notFound(at);
    if (method === 'DELETE') {
      this.delete(at);
      return {};
    }
    if (contentType === 'application/json-patch+json') {
      const patch = body as unknown as readonly { value: unknown }[];
      return this.#hold(at, { ...before, data: patch.at(-1)?.value });
    }
    const wanted = body.metadata?.resourceVersion;
    if (wanted && wanted !== before.metadata.resourceVersion) {
      throw new KubeError(409, 'Conflict', `${at} has changed`);
    }
    if (isStatus) {
      const status = JSON.parse(JSON.stringify(body.status)) as Json;
      return this.#hold(at, { ...before, status });
    }
    const after = (method === 'PATCH' ? merged(before, body) : body) as Held;
    const changed = stable(before.spec) !== stable(after.spec);
    const generation = (before.metadata.generation ?? 0) + (changed ? 1 : 0);
    const { finalizers = [], deletionTimestamp } = after.metadata;
    if (deletionTimestamp && finalizers.length === 0) {
      this.#drop(at, before);
      return after;
    }
    return this.#hold(at, {
      ...after,
      status: before.status,
      metadata: { ...after.metadata, generation },
    });
  }

  #create(path: string, body: Held): Held {
    const at = `${path}/${body.metadata.name}`;
    if (this.#objects.has(at))
      throw new KubeError(409, 'AlreadyExists', `${at} exists`);
    return this.#hold(at, {
      ...body,
      metadata: { ...body.metadata, uid: randomUUID(), generation: 1 },
    });
  }

  #hold(path: string, object: Held): Held {
    this.#version += 1;
    const resourceVersion = String(this.#version);
    const held = {
      ...object,
      metadata: { ...object.metadata, resourceVersion },
    };
    this.#objects.set(path, held);
    this.#tell(path, lineOf('MODIFIED', held));
    return held;
  }

  #drop(path: string, object: Held): void {
    this.#objects.delete(path);
    this.#tell(path, lineOf('DELETED', object));
  }

  #tell(path: string, line: string): void {
    for (const watcher of this.#watchers) {
      if (isIn(path, watcher.path)) setImmediate(() => watcher.tell(line));
    }
  }
}

/** Whether an object is of a collection, of one namespace or of all. */
function isIn(path: string, collection: string): boolean {
  const cut = collection.lastIndexOf('/');
  const [base, resource] = [
    collection.slice(0, cut),
    collection.slice(cut + 1),
  ];
  const rest = path.startsWith(`${base}/`) ? path.slice(base.length + 1) : '';
  const steps = rest.split('/');
  return (
    (steps.length === 2 && steps[0] === resource) ||
    (steps.length === 4 && steps[0] === 'namespaces' && steps[2] === resource)
  );
}

function lineOf(type: string, object: Held): string {
  return JSON.stringify({ type, object });
}

function notFound(path: string): KubeError {
  return new KubeError(404, 'NotFound', `${path} is not there`);
}

/** A JSON merge patch, RFC 7396. */
function merged(under: unknown, over: unknown): unknown {
  if (!isObject(over)) return over;
  const result: Record<string, unknown> = isObject(under) ? { ...under } : {};
  for (const [name, value] of Object.entries(over)) {
    if (value === null) delete result[name];
    else if (value !== undefined) result[name] = merged(result[name], value);
  }
  return result;
}
