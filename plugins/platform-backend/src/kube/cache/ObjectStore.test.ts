import fc from 'fast-check';
import type { KubeObject, ObjectQuery } from '@pilothouse/plugin-platform-node';
import { ObjectStore } from './ObjectStore';

const named = 'app.kubernetes.io/name';
const id = 'backstage.io/kubernetes-id';
const few = fc.constantFrom('a', 'b', 'c');
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const labelsOf = fc.dictionary(fc.constantFrom(named, id, 'tier'), few);

const write = fc.record({
  namespace: maybe(few),
  name: few,
  remove: fc.boolean(),
  labels: labelsOf,
  owners: fc.array(few, { maxLength: 2 }),
  about: maybe(few),
});
const query: fc.Arbitrary<ObjectQuery> = fc.record(
  { namespace: few, labels: labelsOf, ownerUid: few, aboutUid: few },
  { requiredKeys: [] },
);

interface EventLike extends KubeObject {
  readonly involvedObject?: { readonly uid?: string };
}

const fits = (
  { metadata = {}, involvedObject }: EventLike,
  asked: ObjectQuery,
) =>
  (asked.aboutUid === undefined || involvedObject?.uid === asked.aboutUid) &&
  (asked.namespace === undefined || metadata.namespace === asked.namespace) &&
  Object.entries(asked.labels ?? {}).every(
    ([label, value]) => metadata.labels?.[label] === value,
  ) &&
  (asked.ownerUid === undefined ||
    metadata.ownerReferences?.some(({ uid }) => uid === asked.ownerUid));

describe('an object store', () => {
  it('finds by its indexes what a look at every object would find', () => {
    fc.assert(
      fc.property(
        fc.array(write, { maxLength: 40 }),
        query,
        (writes, asked) => {
          const store = new ObjectStore('pods');
          const plain = new Map<string, EventLike>();
          writes.forEach(
            ({ namespace = '', name, remove, labels, owners, about }, at) => {
              const key = `${namespace}/${name}`;
              const metadata = {
                ...(namespace && { namespace }),
                name,
                uid: key,
                resourceVersion: `${at}`,
                labels,
                ownerReferences: owners.map(uid => ({
                  apiVersion: '',
                  kind: '',
                  name: uid,
                  uid,
                })),
              };
              if (remove) {
                store.remove({ metadata: { namespace, name } });
                plain.delete(key);
              } else {
                const object: EventLike = {
                  metadata,
                  ...(about && { involvedObject: { uid: about } }),
                };
                store.put(object);
                plain.set(key, object);
              }
            },
          );
          const found = store.select(asked);
          const expected = [...plain.values()].filter(object =>
            fits(object, asked),
          );
          expect(new Set(found)).toEqual(new Set(expected));
          expect(found).toHaveLength(expected.length);
          expect(store.size).toBe(plain.size);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('gives the same object until it changes', () => {
    const store = new ObjectStore('pods');
    const put = (resourceVersion: string) =>
      store.put({ metadata: { name: 'a', uid: '1', resourceVersion } });
    put('1');
    const [before] = store.select();
    expect(put('1')).toBe(false);
    expect(store.select()).toEqual([before]);
    expect(store.find('', 'a')).toBe(before);
    expect(put('2')).toBe(true);
    expect(store.find('', 'a')).not.toBe(before);
    expect(before.metadata?.resourceVersion).toBe('1');
  });

  it('has a version of a namespace that no other state of it ever had', () => {
    const state = fc.array(
      fc.record({ name: few, remove: fc.boolean(), namespace: few }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(state, writes => {
        const store = new ObjectStore('pods');
        const states = new Map<string, string>();
        writes.forEach(({ namespace, name, remove }, at) => {
          const metadata = { namespace, name, uid: name };
          if (remove) store.remove({ metadata });
          else
            store.put({ metadata: { ...metadata, resourceVersion: `${at}` } });
          for (const space of ['a', 'b', 'c']) {
            const version = `${space} ${store.version(space)}`;
            const objects = store.select({ namespace: space });
            const now = JSON.stringify(objects);
            expect(states.get(version) ?? now).toBe(now);
            states.set(version, now);
            expect(store.version(space) === 0).toBe(objects.length === 0);
          }
        });
      }),
    );
  });

  it('keeps once what objects of one owner have in common', () => {
    const store = new ObjectStore('pods');
    const put = (name: string, owner: string) => {
      const ownerReferences = [
        { apiVersion: '', kind: '', name: '', uid: owner },
      ];
      const labels = { app: owner };
      store.put({ metadata: { name, uid: name, labels, ownerReferences } });
    };
    put('web-1', 'web');
    put('api-1', 'api');
    put('web-2', 'web');
    const [web1, api1, web2] = ['web-1', 'api-1', 'web-2'].map(
      name => store.find('', name)?.metadata,
    );
    expect(web2).toMatchObject({ name: 'web-2', labels: { app: 'web' } });
    expect(web2?.labels).toBe(web1?.labels);
    expect(web2?.ownerReferences).toBe(web1?.ownerReferences);
    expect(api1?.labels).toEqual({ app: 'api' });
  });

  it('looks at no more than the narrowest index has', () => {
    const store = new ObjectStore('pods');
    for (let n = 0; n < 1_000; n += 1) {
      const labels = { [named]: `app-${n % 100}` };
      const metadata = {
        namespace: 'shop',
        name: `pod-${n}`,
        uid: `${n}`,
        labels,
      };
      store.put({ metadata });
    }
    const all = jest.spyOn(store, 'all');
    const labels = { [named]: 'app-7' };
    expect(store.select({ namespace: 'shop', labels })).toHaveLength(10);
    expect(all).not.toHaveBeenCalled();
  });
});
