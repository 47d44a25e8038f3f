import { setTimeout as delay } from 'node:timers/promises';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Readers } from './Readers';

const refs = (count: number) =>
  Array.from({ length: count }, (_, index) => `component:default/c-${index}`);

/** A catalog that takes its time, in which every second of these can be read. */
function slowCatalog(takesMs: number) {
  const seen = { asked: 0, atOnce: 0, mostAtOnce: 0 };
  const readers = new Readers({
    auth: mockServices.auth(),
    permissions: mockServices.permissions.mock(),
    catalog: {
      async getEntitiesByRefs({ entityRefs }) {
        seen.asked += 1;
        seen.atOnce += 1;
        seen.mostAtOnce = Math.max(seen.mostAtOnce, seen.atOnce);
        await delay(takesMs);
        seen.atOnce -= 1;
        const items = entityRefs.map(ref => {
          const name = ref.slice(ref.indexOf('/') + 1);
          const isRead = Number(name.slice(2)) % 2 === 0;
          return isRead
            ? { apiVersion: 'v1', kind: 'Component', metadata: { name } }
            : undefined;
        });
        return { items };
      },
    },
  });
  return { seen, readers };
}

describe('which of many references may be read', () => {
  const credentials = mockCredentials.user();

  it('is asked in as few requests as go, few of them at once', async () => {
    const { seen, readers } = slowCatalog(5);
    const asked = refs(2_600);
    const isRead = await readers.readable([...asked, ...asked], credentials);
    expect(asked.filter(isRead)).toHaveLength(1_300);
    expect(isRead('component:default/c-2')).toBe(true);
    expect(isRead('component:default/c-3')).toBe(false);
    expect(seen).toEqual({ asked: 11, atOnce: 0, mostAtOnce: 4 });
  });

  it('is nothing where nothing is asked', async () => {
    const { seen, readers } = slowCatalog(0);
    const isRead = await readers.readable(['no reference'], credentials);
    expect(isRead('no reference')).toBe(false);
    expect(seen.asked).toBe(0);
  });
});
