import assert from 'node:assert/strict';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogReader } from '../CatalogReader';

/** An implementation under test, with what makes the catalog say something. */
export interface CatalogReaderBench {
  readonly catalog: CatalogReader;
  /** Lets it have read exactly these entities. */
  show(entities: readonly Entity[]): Promise<void>;
  close(): Promise<void>;
}

/** Something that every implementation of {@link CatalogReader} keeps to. */
export interface CatalogReaderLaw {
  readonly title: string;
  check(bench: CatalogReaderBench): Promise<void>;
}

function entity(kind: string, name: string, etag = '1'): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', uid: `${kind}-${name}`, etag },
  };
}

const lin = entity('User', 'Lin.Wei');
const web = entity('Component', 'web');

/** All laws, for `it.each`. */
export const catalogReaderLaws: readonly CatalogReaderLaw[] = [
  {
    title: 'has what was read, by kind and by reference in lower case',
    async check({ catalog, show }) {
      await show([lin, web]);
      assert.equal(catalog.knowledge().kind, 'current');
      assert.deepEqual(catalog.entities('user'), [lin]);
      assert.deepEqual(catalog.entities('system'), []);
      assert.equal(catalog.entity('user:default/lin.wei'), lin);
      assert.equal(catalog.entity('user:default/nobody'), undefined);
    },
  },
  {
    title: 'has no more what is gone',
    async check({ catalog, show }) {
      await show([lin, web]);
      await show([lin]);
      assert.deepEqual(catalog.entities('component'), []);
      assert.equal(catalog.entity('component:default/web'), undefined);
    },
  },
  {
    title: 'keeps the list of a kind until something of that kind changes',
    async check({ catalog, show }) {
      await show([lin, web]);
      const users = catalog.entities('user');
      const components = catalog.entities('component');
      await show([lin, entity('Component', 'web', '2')]);
      assert.equal(catalog.entities('user'), users);
      assert.notEqual(catalog.entities('component'), components);
    },
  },
  {
    title: 'tells of a change once it can be read, and not who has left',
    async check({ catalog, show }) {
      const read: unknown[] = [];
      let left = 0;
      catalog.subscribe(() => read.push(catalog.entities('user').length));
      const leave = catalog.subscribe(() => {
        left += 1;
      });
      leave();
      leave();
      await show([lin]);
      assert.deepEqual([read, left], [[1], 0]);
    },
  },
];
