import { Slots } from './Slots';

it('lets so many go on at once, and the others in their order, also after a failure', async () => {
  const slots = new Slots(2);
  const begun: string[] = [];
  const ends = new Map<string, { resolve(): void; reject(e: Error): void }>();
  const use = (name: string) =>
    slots
      .use(
        () =>
          new Promise<void>((resolve, reject) => {
            begun.push(name);
            ends.set(name, { resolve, reject });
          }),
      )
      .catch(() => {});
  const all = ['a', 'b', 'c', 'd'].map(use);
  await Promise.resolve();
  expect(begun).toEqual(['a', 'b']);
  ends.get('b')?.reject(new Error('it failed'));
  await all[1];
  expect(begun).toEqual(['a', 'b', 'c']);
  ends.get('a')?.resolve();
  await all[0];
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
});
