import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { KubeObject } from '../kinds';
import type {
  ClusterAddress,
  PersonalCluster,
  PersonalHands,
  PersonalKube,
} from '../PersonalKube';
import { InMemoryKube } from './InMemoryKube';

/** Something that was done in a cluster. */
export interface Deed {
  readonly who: string;
  readonly verb: 'apply' | 'create' | 'delete';
  readonly cluster: string;
  readonly path: string;
}

/** Twin of the clusters as people have them. */
export class InMemoryPersonalKube implements PersonalKube {
  readonly reader = new InMemoryKube();
  /** All objects, by cluster and path. */
  readonly objects = new Map<string, KubeObject>();
  readonly deeds: Deed[] = [];
  /** Throws to refuse; the twin of RBAC and of clusters that are down. */
  gate: (deed: Deed) => void = () => {};
  /** What creating answers, where that is not what was sent. */
  answers = (_path: string): KubeObject | undefined => undefined;
  readonly people: Set<string>;

  constructor(people: readonly string[]) {
    this.people = new Set(people);
  }

  async as(who: string, cluster: string): Promise<PersonalCluster> {
    if (!this.people.has(who)) {
      throw new NotAllowedError(`The catalog does not know ${who}`);
    }
    this.#check(cluster);
    const keyOf = (path: string) => `${cluster} ${path}`;
    const act = (verb: Deed['verb'], path: string) => {
      const deed = { who, verb, cluster, path };
      this.gate(deed);
      this.deeds.push(deed);
    };
    return {
      read: async <T extends KubeObject>(path: string) =>
        this.objects.get(keyOf(path)) as T | undefined,
      list: async <T extends KubeObject>(
        path: string,
        labels: Readonly<Record<string, string>>,
      ) =>
        [...this.objects]
          .filter(([key]) => isIn(keyOf(path), key))
          .map(([, object]) => object as T)
          .filter(object => hasLabels(object, labels)),
      apply: async <T extends KubeObject>(path: string, object: T) => {
        act('apply', path);
        this.objects.set(keyOf(path), object);
        return object;
      },
      create: async <T extends KubeObject>(path: string, object: object) => {
        act('create', path);
        const answer = this.answers(path);
        if (answer) return answer as T;
        const { name } = (object as KubeObject).metadata ?? {};
        const key = keyOf(`${path}/${name}`);
        if (this.objects.has(key)) {
          throw new ConflictError(`${path}/${name} already exists`);
        }
        if (name) this.objects.set(key, object as KubeObject);
        return object as T;
      },
      remove: async (path, _signal, only = {}) => {
        act('delete', path);
        const { metadata } = this.objects.get(keyOf(path)) ?? {};
        const { uid = metadata?.uid, resourceVersion } = only;
        const version = resourceVersion ?? metadata?.resourceVersion;
        const isSame =
          uid === metadata?.uid && version === metadata?.resourceVersion;
        if (metadata && !isSame) {
          throw new ConflictError(`${path} is not what it was`);
        }
        return this.objects.delete(keyOf(path));
      },
    };
  }

  async hands(who: string, cluster: string): Promise<PersonalHands> {
    return {
      cluster: await this.as(who, cluster),
      open: async () => ({
        server: `http://127.0.0.1:1/${cluster}`,
        close: async () => undefined,
      }),
    };
  }

  async address(cluster: string): Promise<ClusterAddress> {
    this.#check(cluster);
    return {
      server: `https://${cluster}.example.com:6443`,
      certificateAuthority: 'an authority',
      skipTlsVerify: false,
    };
  }

  #check(cluster: string): void {
    if (!this.reader.cluster(cluster)) {
      throw new NotFoundError(`There is no cluster ${cluster}`);
    }
  }
}

function isIn(list: string, key: string): boolean {
  return (
    key.startsWith(`${list}/`) && !key.slice(list.length + 1).includes('/')
  );
}

function hasLabels(
  { metadata }: KubeObject,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(labels).every(
    ([name, value]) => metadata?.labels?.[name] === value,
  );
}
