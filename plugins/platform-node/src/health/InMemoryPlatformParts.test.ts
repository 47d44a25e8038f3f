import { describePlatformParts, InMemoryPlatformParts } from './testing';

describePlatformParts('the twin in memory', async () => {
  const parts = new InMemoryPlatformParts('memory');
  return {
    parts,
    names: ['etcd', 'registry'],
    async speak() {
      const since = new Date().toISOString();
      parts.show(
        ['etcd', 'registry'].map(name => ({
          name,
          title: name,
          state: 'ready',
          since,
        })),
      );
    },
    async fallSilent() {
      parts.silence('switched off');
    },
    async close() {},
  };
});
