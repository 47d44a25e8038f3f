import { keeps } from '../../laws/keeps';
import {
  InMemoryPlatformParts,
  platformPartsLaws,
  type PlatformPartsBench,
} from '.';

async function bench(): Promise<PlatformPartsBench> {
  const parts = new InMemoryPlatformParts('memory');
  const names: PlatformPartsBench['names'] = ['etcd', 'registry'];
  return {
    parts,
    names,
    async speak() {
      const since = new Date().toISOString();
      parts.show(
        names.map(name => ({ name, title: name, state: 'ready', since })),
      );
    },
    async fallSilent() {
      parts.silence('switched off');
    },
    async close() {},
  };
}

describe('the twin in memory', () => {
  it.each(platformPartsLaws)('$title', async law => {
    expect(await keeps(law, bench)).toBe(true);
  });
});
