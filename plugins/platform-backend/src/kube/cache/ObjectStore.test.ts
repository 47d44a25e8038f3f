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
                store.remove({ namespace, name });
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
          const found = store.select(asked).map(entry => entry.object());
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
    const [first] = store.select();
    const before = first.object();
    expect(first.object()).toBe(before);
    expect(put('1')).toBe(false);
    expect(put('2')).toBe(true);
    expect(first.object()).not.toBe(before);
    expect(before.metadata?.resourceVersion).toBe('1');
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
    const entries = jest.spyOn(store, 'entries');
    const labels = { [named]: 'app-7' };
    expect(store.select({ namespace: 'shop', labels })).toHaveLength(10);
    expect(entries).not.toHaveBeenCalled();
  });
});
